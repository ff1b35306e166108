import type { ZaloHosts } from './zalo-contract.js';

/** The province's Official Account, as the settings name it. */
export interface ZaloAccount {
  readonly appId: string;
  readonly appSecret: string;
  /** Signs webhooks; another than the app's. */
  readonly oaSecret: string;
  /** The approved template "Nhắc việc". */
  readonly templateId: string;
  readonly hosts: ZaloHosts;
}

/** One address that stands for all three hosts. */
export const standIn = (url: string): ZaloHosts => ({ oauth: url, zns: url, oa: url });
