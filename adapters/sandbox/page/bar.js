// The bar on top: the world's clock and the money at the payment provider.

import { get, post } from "./api.js";
import { h } from "./dom.js";
import { daysAhead, fullTime, money, setWorldTime, worldNow } from "./world.js";

const HOUR = 3_600;
const STEPS = [["+1 h", HOUR], ["+1 day", 24 * HOUR], ["+3 days", 72 * HOUR], ["+8 days", 192 * HOUR]];
const SETTLES_MS = 900;

export function startClock(onMoved, onFailed) {
  const face = document.getElementById("clock");
  const ahead = document.getElementById("clock-ahead");
  const draw = () => {
    const now = worldNow();
    face.textContent = fullTime(now);
    face.dateTime = now.toISOString();
    const days = daysAhead();
    ahead.textContent = days < 0.02 ? "real time" : `${days < 1 ? `${Math.round(days * 24)} h` : `${round(days)} d`} ahead`;
  };
  const buttons = STEPS.map(([label, seconds]) =>
    h("button", {
      type: "button", testid: `clock-${seconds}`, "aria-label": `Move the clock ${label}`,
      title: "Move the world’s clock: reminders, deadlines and payouts come with it",
      on: { click: (event) => move(event.currentTarget, seconds) },
    }, label));
  const move = async (button, seconds) => {
    button.disabled = true;
    try {
      setWorldTime((await post("/_clock", { seconds })).now);
      draw();
      onMoved();
    } catch (refused) {
      onFailed(refused);
    } finally {
      button.disabled = false;
      button.focus();
    }
  };
  document.getElementById("clock-buttons").append(...buttons);
  setInterval(draw, 1_000);
  draw();
  return draw;
}

const round = (days) => (Number.isInteger(days) ? days : days.toFixed(1));

// Money follows a change in a chat with a little delay; so it is read at once and once more.
export function startMoney() {
  const strip = document.getElementById("money");
  let later = 0;
  const read = async () => {
    const seen = await Promise.all([get("/stripe/_books"), get("/stripe/_holds")]).catch(() => null);
    if (seen) draw(strip, ...seen);
  };
  return () => {
    clearTimeout(later);
    later = setTimeout(read, SETTLES_MS);
    return read();
  };
}

const NOTHING = { transferred: 0, reversed: 0, refunded: 0, platform_balance: 0 };

function draw(strip, books, { holds }) {
  const currencies = [...new Set([...Object.keys(books.currencies), ...Object.keys(holds)])].sort();
  const rows = currencies.map((currency) => {
    const sums = books.currencies[currency] ?? NOTHING;
    const code = currency.toUpperCase();
    const figures = [
      ["Held, seller unpaid", held(books.by_group, currency) + (holds[currency] ?? 0), "held",
        "Reserved on buyers’ cards, or received for trades of which nothing is paid out yet; what is left of a trade that is paid part by part stands in the platform’s balance"],
      ["Paid out", sums.transferred - sums.reversed, "paid-out", "Sent on to sellers"],
      ["Refunded", sums.refunded, "refunded", "Sent back to buyers"],
      ["Platform balance", sums.platform_balance, "platform",
        "What the market has at the provider: money received, less fees, refunds and payouts"],
    ];
    return h("dl", { class: "sums", testid: `money-${currency}` },
      figures.map(([label, minor, name, about]) =>
        h("div", { class: minor ? "" : "nil", title: about },
          h("dt", {}, label), h("dd", { testid: `money-${currency}-${name}` }, money(minor, code)))));
  });
  strip.replaceChildren(...(rows.length ? rows : [h("p", { class: "quiet" }, "No money has moved yet.")]));
}

// What buyers paid for trades of which the seller has been paid nothing yet.
function held(groups, currency) {
  return Object.entries(groups)
    .filter(([group]) => group)
    .map(([, sums]) => sums[currency])
    .filter((sums) => sums && sums.transferred - sums.reversed === 0)
    .reduce((sum, each) => sum + Math.max(0, each.captured - each.refunded - each.disputed), 0);
}
