/**
 * Everything that is Zalo's and not ours, in one place: addresses, codes, limits. Facts as the official SDKs and public help pages
 * have them.
 */

/** Zalo's hosts; a stand-in answers for all three. */
export interface ZaloHosts {
  readonly oauth: string;
  readonly zns: string;
  readonly oa: string;
}

export const ZALO_HOSTS: ZaloHosts = {
  oauth: 'https://oauth.zaloapp.com',
  zns: 'https://business.openapi.zalo.me',
  oa: 'https://openapi.zalo.me',
};

export const PATHS = {
  token: '/v4/oa/access_token',
  consent: '/v4/oa/permission',
  zns: '/message/template',
  oa: '/v3.0/oa/message/cs',
} as const;

/** What an `error` of a template message means for us. */
export type ZnsClass =
  /** Later, with back-off. */
  | 'transient'
  /** The access token is not accepted: renewed once, tried once more. */
  | 'token'
  /** 22:00–06:00: at six. */
  | 'night'
  /** The account's or template's day is used up: the next day. */
  | 'daily-limit'
  /** No such phone: another channel, and the administrator puts it right. */
  | 'phone'
  /** Cannot or will not receive: another channel. */
  | 'recipient'
  /** The message is wrong, which is our fault: never sent again, an alarm. */
  | 'content'
  /** No money: the channel rests, an alarm. */
  | 'money'
  /** Application, account or template is not set up: the channel rests, an alarm. */
  | 'configuration'
  /** The call is malformed: an alarm. */
  | 'malformed';

const ZNS_CODES: Readonly<Record<ZnsClass, readonly number[]>> = {
  transient: [-100],
  token: [-124, -1241],
  night: [-133],
  'daily-limit': [-144, -1441, -147, -1472],
  phone: [-107, -108],
  recipient: [-110, -114, -118, -119, -139, -141, -134],
  content: [-109, -111, -112, -1121, -1123, -113, -116, -121, -130, -132],
  money: [-115, -126, -136, -137],
  configuration: [-101, -102, -103, -104, -105, -106, -117, -120, -125, -127, -131, -135, -1351, -138, -140, -145, -146],
  malformed: [-122, -123, -128, -129, -142, -143],
};

export const ZNS_CLASSES = Object.keys(ZNS_CODES) as readonly ZnsClass[];
export const znsCodesOf = (kind: ZnsClass): readonly number[] => ZNS_CODES[kind];

/** Null: a code that nobody has told us of. */
export const znsClassOf = (error: number): ZnsClass | null => ZNS_CLASSES.find((kind) => ZNS_CODES[kind].includes(error)) ?? null;

/** What an `error` of an account's own message means; any other code: by template message instead. */
export const OA_TOKEN_CODES: readonly number[] = [-216, -220];
export const OA_RATE_CODES: readonly number[] = [-32];
export const OA_CONFIGURATION_CODES: readonly number[] = [-242];

/** Zalo delivers template messages from six to twenty-two. */
export const NIGHT = { from: 22, until: 6 } as const;
/** An account may write to whoever wrote to it within so many days. */
export const OA_WINDOW_DAYS = 7;
export const OA_TEXT_LIMIT = 2000;

/** Longest values of a template's parameters, by their kind. */
export const PARAMETER_LIMITS = { name: 30, code: 30, status: 30, product: 200 } as const;
export type ParameterKind = keyof typeof PARAMETER_LIMITS;

/** Longest a call may take. */
export const TIMEOUT_MS = 10_000;
