import { suite } from './suite.ts';

/** Stops what the setup brought and removes its folder. */
export default async function globalTeardown(): Promise<void> {
  await suite.stop();
}
