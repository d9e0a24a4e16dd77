import { rmSync } from 'node:fs';
import type { Recorder } from '@doudi/local';

interface Suite {
  folder?: string;
  recorder?: Recorder;
  readonly running: { stop: () => Promise<void> }[];
  stop: () => Promise<void>;
}

// jest loads setup and teardown apart, so what they share hangs on the process.
const shared = globalThis as { doudiSuite?: Suite };

/** What the suite has running, from its setup to its teardown. */
export const suite: Suite = (shared.doudiSuite ??= {
  running: [],
  async stop() {
    await Promise.all(this.running.splice(0).map((one) => one.stop()));
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
    this.recorder?.close();
  },
});
