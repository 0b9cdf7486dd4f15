import { execFile } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import PostalMime, { type Email } from "postal-mime";
import smtp from "smtp-server";

/** A real mail server on a port of this machine, and what it has taken. */
export type MailServer = { address: string; letters: Email[]; close: () => Promise<void> };

/** Starts one. It asks for a name and a password, as a real one does. */
export async function startMailServer(user: string, password: string): Promise<MailServer> {
  const letters: Email[] = [];
  const server = new smtp.SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (given, _session, done) =>
      given.username === user && given.password === password ? done(null, { user }) : done(new Error("who are you?")),
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        PostalMime.parse(Buffer.concat(chunks)).then((letter) => {
          letters.push(letter);
          done();
        }, done);
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  const address = `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  return { address, letters, close: () => new Promise<void>((done) => server.close(() => done())) };
}

/** One round of letters by the command line, at a time of day in Sweden. Answers with what it printed. */
export async function sendRound(database: string, at: string, options: string[]): Promise<string> {
  const binary = process.env.RISKBILD_BIN ?? "";
  const run = await promisify(execFile)(binary, ["mail", "--database", database, "--at", at, ...options]);
  return run.stdout.trim();
}

/** The Monday after a date, in the form 2026-11-30. */
export function mondayAfter(date: Date): string {
  const monday = new Date(date);
  monday.setUTCDate(date.getUTCDate() + ((8 - date.getUTCDay()) % 7 || 7));
  return monday.toISOString().slice(0, 10);
}
