import { failure } from '@doudi/infra/failure';

/** A PostgreSQL as Temporal's programs take it, each by its own names. */
export interface DatabaseAccess {
  /** environment of temporal-sql-tool, without the name of a database */
  readonly ofTool: Readonly<Record<string, string>>;
  /** the part of a store's `sql` in the settings of temporal-server, without the name of its database */
  readonly ofServer: Readonly<Record<string, unknown>>;
  /** the same server, another database */
  readonly urlOf: (database: string) => string;
}

/** The modes of libpq in which a connection is encrypted; in the last the name in the certificate is verified, too. */
const encrypted = ['require', 'verify-ca', 'verify-full'];

/** Reads an address as `postgres://user:password@host:5432/database?sslmode=…`. A failure when it names no host and user. */
export function databaseAccess(databaseUrl: string): DatabaseAccess {
  const url = new URL(databaseUrl);
  const { hostname: host, port, username: user } = url; // the user as it is written there: they put it into an address again
  if (!host || !user)
    throw failure(
      'A Temporal cluster needs a DATABASE_URL with user and host: postgres://user:password@host:5432/database.',
    );
  const password = decodeURIComponent(url.password);
  const mode = url.searchParams.get('sslmode') ?? '';
  const ca = url.searchParams.get('sslrootcert') ?? '';
  const tls = encrypted.includes(mode);
  const verified = mode === 'verify-full';
  return {
    ofTool: {
      ...{ SQL_PLUGIN: plugin, SQL_HOST: host, SQL_PORT: port || '5432' },
      ...{ SQL_USER: user, SQL_PASSWORD: password },
      ...(tls && {
        SQL_TLS: 'true',
        SQL_TLS_DISABLE_HOST_VERIFICATION: String(!verified),
        SQL_TLS_CA_FILE: ca,
      }),
    },
    ofServer: {
      ...{ pluginName: plugin, connectProtocol: 'tcp', connectAddr: `${host}:${port || '5432'}` },
      ...{ user, password },
      ...(tls && { tls: { enabled: true, enableHostVerification: verified, caFile: ca } }),
    },
    urlOf: (database) => Object.assign(new URL(url), { pathname: `/${encodeURIComponent(database)}` }).href,
  };
}

/** What speaks to PostgreSQL 12 and newer. */
const plugin = 'postgres12';
