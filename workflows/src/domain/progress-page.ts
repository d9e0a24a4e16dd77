/** Where a person who signs in reads the progress of an order: its page of the console. */
export const progressPage = (gatewayUrl: string, orderNo: string): string =>
  `${gatewayUrl}/orders/${orderNo}`;

/** What the square code of a document holds, and what one finds there: the progress page, or the order's number where no address is known. */
export const progressCode = (gatewayUrl: string | undefined, orderNo: string) =>
  gatewayUrl
    ? {
        holds: progressPage(gatewayUrl, orderNo),
        caption: { zh: '扫码登录查看进度', en: 'Sign in and read the progress' },
      }
    : { holds: orderNo, caption: { zh: '订单编号', en: 'Number of the order' } };

/** Where anybody who has the tracking code of a case reads how far it is: the public page of the console, no sign-in. */
export const trackingPage = (gatewayUrl: string, caseNo: string, code: string): string =>
  `${gatewayUrl}/track?no=${caseNo}&code=${code}`;
