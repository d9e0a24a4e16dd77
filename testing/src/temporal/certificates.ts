import { generate } from 'selfsigned';

export type Certificates = Awaited<ReturnType<typeof certificates>>;

type Options = NonNullable<Parameters<typeof generate>[1]>;
type Extensions = NonNullable<Options['extensions']>;

/** A server's certificate for `localhost` and a client's, signed by an authority made for them. */
export async function certificates() {
  const authority = await signed('authority', [{ name: 'basicConstraints', cA: true, critical: true }]);
  const ca = { key: authority.private, cert: authority.cert };
  const names: Extensions = [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }];
  const [server, client] = await Promise.all([signed('localhost', names, ca), signed('doudi', names, ca)]);
  return {
    ca: authority.cert,
    serverCert: server.cert,
    serverKey: server.private,
    clientCert: client.cert,
    clientKey: client.private,
  };
}

const signed = (name: string, extensions: Extensions, ca?: Options['ca']) =>
  Promise.resolve(
    generate([{ name: 'commonName', value: name }], {
      ...{ keySize: 2048, algorithm: 'sha256', extensions },
      ...(ca && { ca }),
    }),
  );
