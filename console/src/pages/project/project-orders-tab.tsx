import { OrdersList } from '../order/orders-list.tsx';

/** The orders of a project, newest first. */
export function ProjectOrdersTab({ code }: { readonly code: string }) {
  return <OrdersList query={{ projectCode: code }} />;
}
