/** The demo accounts, by the name that they sign in with. */
export const roles = ["samordnare", "namnd", "sekreterare", "revisor", "agare", "admin"] as const;
export type Role = (typeof roles)[number];
export type Passwords = Record<Role, string>;

/**
 * Reads the demo passwords from what the server prints at start: one line per account, `  samordnare   <password>`.
 * Answers null until all have been printed. This is the only place that knows the format.
 */
export function readPasswords(printed: string): Passwords | null {
  const found: Partial<Passwords> = {};
  for (const line of printed.split("\n")) {
    const [name, password, ...more] = line.trim().split(/\s+/);
    const role = roles.find((known) => known === name);
    if (role && password && more.length === 0) found[role] = password;
  }
  return roles.every((role) => found[role]) ? (found as Passwords) : null;
}
