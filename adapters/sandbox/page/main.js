// Puts the page together and keeps it up to date: one request waits for any change, then everybody looks again.

import { get, pause } from "./api.js";
import { startClock, startMoney } from "./bar.js";
import { knowBase } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { SlackPanel } from "./slack.js";
import { TelegramPanel } from "./telegram.js";
import { setWorldTime } from "./world.js";

const WAIT_SECONDS = 20;
const SLOWEST_MS = 5_000;

function tabs(panels) {
  const row = document.getElementById("tabs");
  const narrow = matchMedia("(max-width: 1099px)");
  const buttons = panels.map((panel) =>
    h("button", {
      type: "button", role: "tab", id: `tab-${panel.name}`, "aria-controls": `panel-${panel.name}`, testid: `tab-${panel.name}`,
      on: { click: () => show(panel), keydown: (event) => step(event) },
    }, panel.tab, h("span", { class: "news", "aria-label": "something new" })));
  let shown = panels[0];
  const show = (panel) => {
    shown = panel;
    panels.forEach((each, place) => {
      const on = each === panel;
      buttons[place].setAttribute("aria-selected", String(on));
      buttons[place].tabIndex = on ? 0 : -1;
      if (on) buttons[place].classList.remove("unread");
      each.element.hidden = narrow.matches && !on;
      if (narrow.matches) each.element.setAttribute("role", "tabpanel");
      else each.element.removeAttribute("role");
    });
    if (narrow.matches) panel.toEnd();
  };
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const place = (panels.indexOf(shown) + by + panels.length) % panels.length;
    show(panels[place]);
    buttons[place].focus();
  };
  panels.forEach((panel, place) => {
    panel.onNews = () => panel !== shown && buttons[place].classList.add("unread");
  });
  row.append(...buttons);
  narrow.addEventListener("change", () => show(shown));
  show(shown);
}

function hints(panels) {
  const line = document.getElementById("hint");
  const [buyer, seller] = panels;
  const begun = (panel) => panel.list.querySelector(".message") !== null;
  return () => {
    let words = "";
    if (!begun(buyer)) words = "New here? You play everybody. Begin with the buyer: press Start in the Telegram chat.";
    else if (!begun(seller)) {
      words = "Go on as the buyer: join, browse, make an offer. It arrives at the seller, whose Slack takes /parley start too.";
    }
    line.hidden = !words;
    if (line.textContent !== words) line.textContent = words;
  };
}

async function watch(cast, panels, drawClock, readMoney, hint) {
  const offline = document.getElementById("offline");
  let mark = "";
  let waitMs = 250;
  for (;;) {
    try {
      const seen = await get("/_changes", { after: mark, wait: mark ? WAIT_SECONDS : 0 });
      if (seen.world !== cast.world) return location.reload();
      setWorldTime(seen.now);
      drawClock();
      if (seen.mark !== mark) {
        await Promise.all(panels.map((panel) => panel.refresh()));
        readMoney();
      }
      mark = seen.mark;
      offline.hidden = true;
      waitMs = 250;
      hint();
      document.body.dataset.ready = "yes";
    } catch {
      offline.textContent = "The sandbox does not answer. Trying again …";
      offline.hidden = false;
      mark = "";
      await pause(waitMs);
      waitMs = Math.min(waitMs * 2, SLOWEST_MS);
    }
  }
}

async function opened() {
  for (;;) {
    try {
      return await get("/_page");
    } catch {
      await pause(1_000);
    }
  }
}

const cast = await opened();
knowBase(cast.base_url);
const buyer = new TelegramPanel(cast);
const seller = new SlackPanel({
  name: "seller", label: "Seller’s Slack", title: cast.app, subtitle: "Seller · app",
  people: cast.sellers, emblem: h("span", {}, cast.app[0]),
  greeting: `This is the very beginning of your direct message with ${cast.app}. Sell here, answer offers, get paid.`,
  first: "/parley start",
});
const desk = new SlackPanel({
  name: "desk", label: "Moderators’ channel", title: `# ${cast.channel}`, subtitle: "Private channel",
  people: cast.moderators, emblem: icon("lock"),
  greeting: "Disputes land here. A moderator takes a case, hears both sides and decides about the money.",
  first: "/parley queue",
});
const panels = [buyer, seller, desk];
buyer.tab = "Buyer";
seller.tab = "Seller";
desk.tab = "Moderators";
document.getElementById("panels").append(...panels.map((panel) => panel.element));
tabs(panels);
const hint = hints(panels);
const readMoney = startMoney();
const drawClock = startClock(readMoney, (refused) => buyer.toast(refused.message, "bad"));
await watch(cast, panels, drawClock, readMoney, hint);
