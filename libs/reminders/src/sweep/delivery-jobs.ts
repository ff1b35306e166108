import { createHash } from 'node:crypto';
import type { ChannelName } from '../recipients/channel.port.js';

/** A delivery that has no outcome. `wait`: seconds until it is due, 0 where it is. */
export interface OpenDelivery {
  readonly id: string;
  readonly channel: ChannelName;
  readonly fence: number;
  readonly wait: number;
}

interface DeliveryJob {
  readonly id: string;
  readonly name: 'deliver';
  readonly data: Readonly<Record<string, string>>;
  readonly delay: number;
}

/** Whose messages share jobs. Where a provider's pace is kept by the queue, which counts jobs, a job is one message. */
const SHARES_JOBS: Readonly<Record<ChannelName, boolean>> = { email: true, zalo: false };
export const sharesJobs = (channel: ChannelName): boolean => SHARES_JOBS[channel];

/** Deliveries in a job: so many on average, and at most. */
const USUAL = 25;
const MOST = 50;

/** Decided by the delivery alone: when the first of a long row are gone, the jobs of the others are the same as before. */
const endsJob = ({ id }: OpenDelivery): boolean => parseInt(id.slice(-6), 16) % USUAL === 0;

const together = (deliveries: readonly OpenDelivery[]): readonly (readonly OpenDelivery[])[] => {
  const groups: OpenDelivery[][] = [];
  let group: OpenDelivery[] = [];
  for (const delivery of deliveries) {
    if (group.length === 0) groups.push(group);
    group.push(delivery);
    if (group.length >= MOST || endsJob(delivery)) group = [];
  }
  return groups;
};

const jobOf = (channel: ChannelName, deliveries: readonly OpenDelivery[], isLater: boolean): DeliveryJob => {
  const generation = createHash('sha256')
    .update(deliveries.map(({ id, fence }) => `${id} ${String(fence)}`).join())
    .digest('hex');
  return {
    // What waits for its time has another id than what is due: a clock that was set does not leave it behind.
    id: `deliver-${generation.slice(0, 32)}${isLater ? '-later' : ''}`,
    name: 'deliver',
    data: { deliveries: deliveries.map(({ id }) => id).join(' '), channel },
    delay: Math.ceil(Math.max(...deliveries.map(({ wait }) => wait)) * 1000),
  };
};

/**
 * What is due by mail goes to the queue by some dozens, so that the queue's own work is shared; what waits, and what a pace is kept for,
 * goes one by one. Ids of the same deliveries, in the same generation, are the same.
 */
export const deliveryJobs = (open: readonly OpenDelivery[]): readonly DeliveryJob[] => {
  const due = open.filter(({ wait }) => wait <= 0);
  const channels = [...new Set(due.map(({ channel }) => channel))];
  const groupsOf = (name: ChannelName): readonly (readonly OpenDelivery[])[] => {
    const own = due.filter(({ channel }) => channel === name);
    return sharesJobs(name) ? together(own) : own.map((one) => [one]);
  };
  return [
    ...channels.flatMap((name) => groupsOf(name).map((group) => jobOf(name, group, false))),
    ...open.filter(({ wait }) => wait > 0).map((one) => jobOf(one.channel, [one], true)),
  ];
};

export const deliveriesIn = (job: { readonly data: Readonly<Record<string, string | number>> }): readonly string[] =>
  String(job.data['deliveries']).split(' ');
