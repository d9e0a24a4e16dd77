import type { ThemeConfig } from 'antd';

/** Chinese in a Chinese font where there is one. */
const fonts = "system-ui, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/** The library's own greys and blues are too faint on white for WCAG 2.2 AA (4.5 : 1); these are not. */
export const look: ThemeConfig = {
  token: {
    fontFamily: fonts,
    colorPrimary: '#0b5cad',
    colorLink: '#0b5cad',
    colorLinkHover: '#083f78',
    colorError: '#b42318',
    colorSuccess: '#1a7f37',
    colorSuccessBg: '#e6f6ea',
    colorErrorBg: '#fdecea',
    colorWarningBg: '#fff8e1',
    colorWarning: '#8a5a00',
    colorTextSecondary: '#57606a',
    colorTextTertiary: '#57606a',
    colorTextDescription: '#57606a',
    colorTextPlaceholder: '#656d76',
    colorTextDisabled: '#656d76',
    colorBorder: '#8c959f',
    borderRadius: 4,
  },
};
