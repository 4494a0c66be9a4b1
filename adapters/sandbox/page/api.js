// Requests to the sandbox's control endpoints.

export class Refused extends Error {
  constructor(status, body) {
    super(body?.error ?? `status ${status}`);
    this.status = status;
    this.body = body ?? {};
  }
}

const LONGEST_MS = 45_000;

async function answered(path, options) {
  const response = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(LONGEST_MS) });
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, body);
  return body;
}

export function get(path, query = {}) {
  const search = new URLSearchParams(query).toString();
  return answered(search ? `${path}?${search}` : path, {});
}

export function post(path, given) {
  const headers = { "Content-Type": "application/json" };
  return answered(path, { method: "POST", headers, body: JSON.stringify(given) });
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function inBase64(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}

// Runs one refresh at a time; calls that come meanwhile share the one that follows.
export function coalesced(refresh) {
  let running = null;
  let next = null;
  const start = () => {
    running = refresh().finally(() => (running = null));
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.catch(() => {}).then(() => {
      next = null;
      return start();
    });
    return next;
  };
}
