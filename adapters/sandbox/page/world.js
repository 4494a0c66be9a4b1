// The world's clock as this page knows it, and how moments and money are written. All times are UTC.

let aheadMs = 0;

export function setWorldTime(iso) {
  aheadMs = Date.parse(iso) - Date.now();
}

export const worldNow = () => new Date(Date.now() + aheadMs);
export const daysAhead = () => Math.round(aheadMs / 3_600_000) / 24;

const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "long" });
const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
const whole = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});

export const dayOf = (moment) => day.format(moment);
export const hourOf = (moment) => hour.format(moment);
export const fullTime = (moment) => `${whole.format(moment)} UTC`;

export function money(minor, currency) {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}
