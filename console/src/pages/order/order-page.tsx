import { api } from '../../api/client.ts';
import { Light } from '../../domain/light.tsx';
import { Page } from '../../ui/page.tsx';
import { useAddressPart } from '../../ui/use-address.ts';

/** The page of one order. */
export function OrderPage() {
  const orderNo = useAddressPart('orderNo');
  const progress = api.useQuery(
    'get',
    '/v1/progress/{orderNo}',
    { params: { path: { orderNo } } },
    { refetchInterval: 4_000 },
  );
  return (
    <Page title={orderNo} asked={progress}>
      {progress.data && <Light light={progress.data.light} />}
    </Page>
  );
}
