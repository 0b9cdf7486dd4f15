import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readPasswords, type Passwords } from "./accounts";

/** A running Riskbild with its own empty folder, filled with the demo content. */
export type Server = {
  /** Where it answers, without a slash at the end. */
  url: string;
  passwords: Passwords;
  /** The public key of its journal, in a file: what the server's owner gives those who are to check. */
  keys: string;
  /**
   * Asks it to stop, expects that it does so cleanly, and has its journal verified. `meanwhile` is what is done with its
   * database while nobody has it open.
   */
  stopAndVerify: (meanwhile?: (database: string) => Promise<void>) => Promise<void>;
};

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;

/** Starts the release build on a free port of this machine; `name` names its log in results/, and `more` are further options. */
export async function startServer(name: string, more: (url: string) => string[] = () => []): Promise<Server> {
  const binary = process.env.RISKBILD_BIN;
  if (!binary) throw new Error("RISKBILD_BIN must name the program: start the stories with `make stories`");

  const folder = await mkdtemp(join(tmpdir(), "riskbild-stories-"));
  const files = join(folder, "files");
  const database = `surrealkv://${join(folder, "riskbild")}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const keys = join(folder, "nycklar.txt");
  await writeFile(keys, await newKey(binary, join(folder, "nyckel")));

  const started = Date.now();
  const server = spawn(
    binary,
    ["serve", "--listen", `127.0.0.1:${port}`, "--database", database, "--files", files, "--demo", "--signing-key", join(folder, "nyckel"), ...more(url)],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LEPTOS_ENV: "PROD" } },
  );
  const exited = exitOf(server);
  // Whatever happens to this process, the server goes with it.
  const endServer = () => void server.kill("SIGKILL");
  process.once("exit", endServer);

  await mkdir("results", { recursive: true });
  const log = createWriteStream(join("results", `server-${name}.log`));
  let printed = "";
  server.stdout?.on("data", (text) => {
    printed += text;
    log.write(text);
  });
  server.stderr?.on("data", (text) => log.write(text));

  const gone = exited.then((how) => {
    throw new Error(`Riskbild ended at start (${how}); see end2end/results/server-${name}.log`);
  });
  // Only the start looks at this; a later, wanted end is nobody's error.
  gone.catch(() => undefined);

  try {
    const passwords = await Promise.race([ready(url, () => readPasswords(printed), started), gone]);
    const stopAndVerify = async (meanwhile = async (_database: string) => {}) => {
      try {
        server.kill("SIGTERM");
        const how = await Promise.race([exited, pause(STOP_LIMIT_MS, "it did not end in time", { ref: false })]);
        if (how !== "exit 0") throw new Error(`Riskbild did not stop cleanly: ${how}`);
        await meanwhile(database);
        await verify(binary, database, files, keys);
      } finally {
        process.off("exit", endServer);
        endServer();
        log.end();
        await rm(folder, { recursive: true, force: true });
      }
    };
    return { url, passwords, keys, stopAndVerify };
  } catch (error) {
    endServer();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Makes a key that signs, and answers with its public half. */
async function newKey(binary: string, file: string): Promise<string> {
  const made = spawn(binary, ["key", file, "--name", "risk.example.se/namnden"], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  made.stdout.on("data", (text) => (printed += text));
  const how = await exitOf(made);
  if (how !== "exit 0") throw new Error(`riskbild key: ${how}`);
  return printed;
}

/** Waits until the server says that it is ready and has printed the demo passwords. */
async function ready(url: string, passwords: () => Passwords | null, started: number): Promise<Passwords> {
  while (Date.now() - started < START_LIMIT_MS) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    const known = passwords();
    if (answer?.ok && known) return known;
    await pause(50);
  }
  const missing = passwords() ? "/readyz never answered 200" : "the demo passwords were not all printed";
  throw new Error(`Riskbild was not ready within ${START_LIMIT_MS / 1000} s: ${missing}`);
}

/** After all that the stories did, the journal must still explain every current record. */
async function verify(binary: string, database: string, files: string, keys: string): Promise<void> {
  const check = spawn(binary, ["verify", "--database", database, "--keys", keys], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, RISKBILD_FILES: files },
  });
  let printed = "";
  check.stdout?.on("data", (text) => (printed += text));
  check.stderr?.on("data", (text) => (printed += text));
  const how = await exitOf(check);
  if (how !== "exit 0") throw new Error(`riskbild verify found faults (${how}):\n${printed}`);
}

async function exitOf(child: ChildProcess): Promise<string> {
  const [code, signal] = await once(child, "close");
  return signal ? `signal ${signal}` : `exit ${code}`;
}

/** A port that nobody listens on: the system chooses one, and it is let go at once. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
