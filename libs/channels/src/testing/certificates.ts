import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Certificates {
  /** PEM of the authority. */
  readonly authority: string;
  /** For a server, issued by it. */
  readonly server: { readonly key: string; readonly cert: string };
}

const PROGRAM = fileURLToPath(new URL('issue-certificates.mjs', import.meta.url));

/** An authority of one's own and a certificate of it for an address or the name of a machine. */
export const issueCertificates = async (host = '127.0.0.1'): Promise<Certificates> => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, host], { env: {} });
  return JSON.parse(stdout) as Certificates;
};
