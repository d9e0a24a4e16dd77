import { Modal } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

// over the whole body, the library would stop its scrolling by a style without the nonce of the policy
const within = () => document.querySelector<HTMLElement>('#root') ?? document.body;

/** What is asked or shown over the page until it is closed. */
export function Dialog({ open, title, onClose, children }: Props) {
  return (
    <Modal open={open} title={title} footer={null} onCancel={onClose} getContainer={within} destroyOnHidden>
      {children}
    </Modal>
  );
}
