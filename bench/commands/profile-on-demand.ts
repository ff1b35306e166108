import { profiled } from '../support/processor-profile.js';

/** Loaded before a program's own code: its parent says over IPC when sampling begins and when it ends, and gets the profile. */
let end: () => void = () => undefined;

process.on('message', (message) => {
  if (message === 'end') end();
  if (message !== 'begin') return;
  void profiled(() => new Promise<void>((resolve) => (end = resolve))).then((profile) => process.send?.(profile));
  process.send?.('begun');
});
// The channel alone keeps no program alive.
process.channel?.unref();
