// A buyer's Telegram: one private chat with the bot.

import { Refused, get, inBase64, post } from "./api.js";
import { alerted, openAddress } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { Panel } from "./panel.js";
import { formatted } from "./telegram_text.js";
import { hourOf } from "./world.js";

const SHOWN = 200;
const ANSWER_MS = 8_000;
const TELEGRAM_HOSTS = ["t.me", "telegram.me", "telegram.dog"];

export class TelegramPanel extends Panel {
  constructor(cast) {
    super({
      name: "buyer", kind: "telegram", label: "Buyer’s Telegram", people: cast.buyers,
      title: cast.bot.name, subtitle: "Buyer · bot", placeholder: "Message",
    });
    this.bot = cast.bot;
    this.menu = h("div", { class: "menu", role: "menu", "aria-label": "Commands", testid: "menu", hidden: true,
      on: { keydown: (event) => this.keyedInMenu(event) } });
    this.stage.append(this.menu);
    this.fillEmpty();
    this.forget();
  }

  forget() {
    this.seenToasts = null;
    this.waiting = new Map();
  }

  fillEmpty() {
    this.empty.append(
      h("div", { class: "intro" },
        h("h3", {}, `What can ${this.bot.name} do?`),
        h("p", {}, "Buy and sell between companies, right in this chat. The money is protected until the goods are there."),
        h("button", {
          type: "button", class: "start", testid: "start", on: { click: () => this.tried(() => this.write("/start")) },
        }, "Start")));
  }

  commandButton() {
    return this.menuButton = h("button", {
      type: "button", class: "plain menu-button", "aria-label": "Commands", "aria-haspopup": "menu",
      "aria-expanded": "false", testid: "menu-button", on: { click: () => this.toggleMenu() },
    }, icon("slash"));
  }

  async toggleMenu(show = this.menu.hidden) {
    if (show) {
      const { commands } = await get("/_page/commands", { language: this.person.language });
      this.menu.replaceChildren(...commands.map(({ command, description }) =>
        h("button", { type: "button", role: "menuitem", testid: "menu-item", on: { click: () => this.choose(command) } },
          h("b", {}, `/${command}`), h("span", {}, description))));
      if (!commands.length) this.menu.append(h("p", { class: "quiet" }, "The bot has set no commands yet."));
    }
    this.menu.hidden = !show;
    this.menuButton.setAttribute("aria-expanded", String(show));
    (show ? this.menu.querySelector("button") : this.menuButton)?.focus();
  }

  choose(command) {
    this.toggleMenu(false);
    this.tried(() => this.write(`/${command}`));
  }

  keyedInMenu(event) {
    const items = [...this.menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.toggleMenu(false);
    else if (step && items.length) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    }
  }

  act(name, given) {
    return post(`/telegram/_people/${this.person.id}/${name}`, given);
  }

  write(text) {
    return this.act("say", { text });
  }

  async upload(file, caption) {
    const kind = /^image\/(png|jpeg|gif|webp)$/.test(file.type) ? "photo" : "document";
    await this.act(kind, { name: file.name, mime: file.type, base64: await inBase64(file), caption });
  }

  async look() {
    const person = this.person;
    const chat = await get(`/telegram/_chats/${person.id}`, { last: SHOWN });
    if (person !== this.person) return;
    this.show(chat.messages.map((message) => this.row(message)));
    this.element.classList.toggle("typing", Boolean(chat.typing));
    this.tell(chat.toasts.filter((toast) => toast.user === person.id));
    await this.watchOthers(chat.seq);
  }

  apart() {
    return true;
  }

  async latest(person) {
    return (await get(`/telegram/_chats/${person.id}`, { last: 1 })).seq;
  }

  // Shows the answers to presses that came since the last look, and ends the waiting of their buttons.
  tell(toasts) {
    const first = this.seenToasts === null;
    this.seenToasts ??= new Set();
    for (const toast of toasts) {
      if (this.seenToasts.has(toast.callback_query_id)) continue;
      this.seenToasts.add(toast.callback_query_id);
      this.waiting.get(toast.callback_query_id)?.();
      if (first) continue;
      if (toast.text && toast.alert) alerted(this.bot.name, toast.text);
      else if (toast.text) this.toast(toast.text);
      if (toast.url) this.follow(toast.url);
    }
  }

  row(message) {
    const at = new Date(message.at);
    const own = message.from === "person";
    const version = `${message.seq}`;
    return { key: `m${message.message_id}`, version, at, own, draw: () => this.draw(message, at, own) };
  }

  draw(message, at, own) {
    const marks = [message.edited ? "edited " : "", hourOf(at)].join("");
    const bubble = h("div", { class: "bubble" },
      this.media(message),
      message.text ? h("div", { class: "text" }, formatted(message.html, (link) => this.open(link), (c) => this.write(c))) : null,
      h("span", { class: "marks" }, marks));
    const rows = message.rows.map((row) =>
      h("div", { class: "keys" }, row.map((button) => this.key(message, button))));
    const keyboard = rows.length ? h("div", { class: "keyboard" }, rows) : null;
    const name = h("span", { class: "unseen" }, `${message.name}: `);
    return h("li", {
      class: `message ${own ? "own" : "theirs"}`, testid: "message", data: { from: message.from, id: message.message_id },
    }, h("div", { class: "card" }, name, bubble, keyboard));
  }

  media(message) {
    if (message.photo) return h("img", { class: "photo", src: message.photo, alt: message.file_name || "Photo" });
    const file = message.document ?? message.video ?? message.voice ?? message.audio;
    if (!file) return null;
    return h("a", { class: "file", href: file, download: message.file_name ?? "" }, message.file_name || "File");
  }

  key(message, button) {
    const dead = Boolean(button.disabled) || !(button.data || button.url || button.copy_text);
    return h("button", {
      type: "button", class: `key ${button.style ?? ""}`, testid: "message-button", disabled: dead,
      title: dead && !button.disabled ? "Not available on this page" : undefined,
      on: { click: (event) => this.press(event.currentTarget, message, button) },
    }, button.text, button.url ? h("span", { class: "away", "aria-hidden": "true" }, "↗") : null);
  }

  async press(element, message, button) {
    if (button.url) {
      this.open(button.url);
      return;
    }
    if (button.copy_text) {
      this.copy(button.copy_text.text ?? button.copy_text);
      return;
    }
    if (element.hasAttribute("aria-busy")) return;
    const done = () => element.removeAttribute("aria-busy");
    element.setAttribute("aria-busy", "true");
    try {
      const given = { message_id: message.message_id, data: button.data };
      const { callback_query_id: id } = await this.act("press", given);
      if (this.seenToasts?.has(id)) done();
      else this.waiting.set(id, () => { this.waiting.delete(id); done(); });
      setTimeout(done, ANSWER_MS);
    } catch (refused) {
      done();
      this.toast(this.explained(refused), "bad");
    }
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast("Copied.");
  }

  open(address) {
    let host = "";
    try {
      host = new URL(address).hostname;
    } catch { /* an address that is none is left to openAddress */ }
    return TELEGRAM_HOSTS.includes(host) ? this.follow(address) : openAddress(address);
  }

  follow(url) {
    return this.tried(() => this.act("follow", { url }));
  }

  explained(refused) {
    if (refused instanceof Refused && refused.body.error?.includes("blocked")) return "You have blocked the bot.";
    return super.explained(refused);
  }
}
