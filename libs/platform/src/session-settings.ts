/**
 * What our statements and the driver rely on, whatever a server of one's own is set to: times as the driver parses them and in UTC,
 * and transactions whose every statement sees what was committed before it.
 */
const relied: Readonly<Record<string, string>> = {
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
};

/** The `options` of a connection, with settings of its own beside those that all rely on. */
export const sessionSettings = (own: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ ...relied, ...own })
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/gu, '\\$&')}`)
    .join(' ');
