import type { Account, Accounts } from '../accounts/accounts.js';
import type { Sessions } from '../sessions/sessions.js';
import type { SignInThrottle } from './sign-in-throttle.js';

export type SignedIn =
  | { readonly outcome: 'signed-in'; readonly token: string; readonly account: Account }
  /** Unknown name, wrong password, disabled: not told apart. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'throttled'; readonly retryAfterSeconds: number };

/** Name and password against a session token, slowly where someone guesses. */
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly throttle: SignInThrottle,
  ) {}

  async signIn(username: string, password: string, address: string): Promise<SignedIn> {
    const retryAfterSeconds = await this.throttle.pause(username, address);
    if (retryAfterSeconds > 0) return { outcome: 'throttled', retryAfterSeconds };
    const account = await this.accounts.verify(username, password);
    if (account === null) {
      await this.throttle.failed(username, address);
      return { outcome: 'refused' };
    }
    await this.throttle.succeeded(username);
    return { outcome: 'signed-in', token: await this.sessions.open(account.id), account };
  }
}
