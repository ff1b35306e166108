/**
 * Puts off the clock of the process that imports it (`--import`): by `CLOCK_SHIFT_MS`, then by whatever number its parent sends. Only
 * `Date` is put off, as it is on a machine whose clock is wrong; timers run as they do there.
 */
let shift = Number(process.env.CLOCK_SHIFT_MS ?? '0');
process.on('message', (milliseconds) => {
  shift = Number(milliseconds);
});
process.channel?.unref();

const OwnDate = globalThis.Date;
const now = () => OwnDate.now() + shift;

globalThis.Date = new Proxy(OwnDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget === globalThis.Date ? target : newTarget),
  apply: () => new OwnDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
