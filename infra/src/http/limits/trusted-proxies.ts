import express from 'express';

/** Whether an address is one of `networks`, which are told in the words of Express's `trust proxy`, as `loopback,10.0.0.0/8`. */
export function trustedProxies(networks: string): (address: string) => boolean {
  const trust = express().set('trust proxy', networks).get('trust proxy fn') as (
    address: string,
    hop: number,
  ) => boolean;
  return (address) => address !== '' && trust(address, 0);
}
