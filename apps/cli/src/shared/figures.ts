const whole = new Intl.NumberFormat('vi-VN');
const tenths = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 1.000.000 */
export const figure = (value: number): string => whole.format(value);

export const megabytes = (bytes: number): string => `${tenths.format(bytes / 1_048_576)} MB`;

/** Seconds since `performance.now()` gave `started`. */
export const secondsFrom = (started: number): string => `${tenths.format((performance.now() - started) / 1000)} giây`;
