import { Counter, Histogram, type Registry } from 'prom-client';
import type { Channel, OutgoingMessage, SendOutcome } from '#channels';

/** `held`: kept for a later hour by the office's hours, a person's or the account's limits. `uncertain`: begun, and nobody knows. */
type Told = Exclude<SendOutcome['outcome'], 'retry'> | 'retry' | 'held' | 'uncertain';

interface Measures {
  readonly sends: Counter<'channel' | 'outcome'>;
  readonly seconds: Histogram<'channel'>;
}

const known = new WeakMap<Registry, Measures>();

/** One pair for each registry, whichever channel asks first. */
const measuresOf = (registry: Registry): Measures => {
  const measures = known.get(registry) ?? {
    sends: new Counter({
      name: 'dondoc_sends_total',
      help: 'What became of sending a message, by channel',
      labelNames: ['channel', 'outcome'],
      registers: [registry],
    }),
    seconds: new Histogram({
      name: 'dondoc_send_seconds',
      help: 'How long a provider took over a message, connecting included',
      labelNames: ['channel'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
      registers: [registry],
    }),
  };
  known.set(registry, measures);
  return measures;
};

const told = (outcome: SendOutcome): Told => (outcome.outcome === 'retry' && outcome.notBefore !== undefined ? 'held' : outcome.outcome);

/** The channel itself, with its outcomes counted for Prometheus. */
export const measuredChannel = (inner: Channel, registry: Registry): Channel => {
  const { sends, seconds } = measuresOf(registry);
  const channel = inner.name;
  const send = async (message: OutgoingMessage, handOver: () => Promise<boolean>, patience?: AbortSignal): Promise<SendOutcome> => {
    const handing = { begun: false };
    const end = seconds.startTimer({ channel });
    try {
      const passGate = async (): Promise<boolean> => {
        handing.begun = await handOver();
        return handing.begun;
      };
      const outcome = await inner.send(message, passGate, patience);
      sends.inc({ channel, outcome: told(outcome) });
      return outcome;
    } catch (error) {
      sends.inc({ channel, outcome: (handing.begun ? 'uncertain' : 'retry') satisfies Told });
      throw error;
    } finally {
      end();
    }
  };
  return {
    name: channel,
    destinationOf: (address) => inner.destinationOf?.(address) ?? null,
    send,
    close: () => inner.close(),
  };
};
