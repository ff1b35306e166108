import { lazy } from 'react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { PartListItem } from '#contracts';
import { request } from '../../api/http-client.js';
import { withQuery, type Page } from '../../api/queries.js';
import { QueryView } from '../../ui/query-view.js';
import { ReminderPanel } from './reminder-panel.js';

const ListMessage = lazy(() => import('./list-message.js').then((module) => ({ default: module.ListMessage })));

/** As many parts as one answer holds; a message of more would not be read. */
const MOST = '200';

type Parameters = Readonly<Record<string, string | undefined>>;

const partsToTellQuery = (parameters: Parameters) =>
  queryOptions({
    queryKey: ['tasks', 'parts-to-tell', parameters],
    queryFn: ({ signal }) => request<Page<PartListItem>>(withQuery('/tasks', { ...parameters, by: 'part', limit: MOST }), { signal }),
  });

const Listed = ({ parameters }: { readonly parameters: Parameters }) => (
  <QueryView query={useQuery(partsToTellQuery(parameters))}>
    {({ items, total }) => <ListMessage parts={items} total={total} address={window.location.href} />}
  </QueryView>
);

/** For the list of tasks as it is filtered: its lead parts are asked for when the panel is opened. */
export const ListReminder = ({ parameters }: { readonly parameters: Parameters }) => (
  <ReminderPanel>
    <Listed parameters={parameters} />
  </ReminderPanel>
);
