// What a chat panel of either kind consists of: a head with a switch of persons, the messages, a composer, toasts.

import { coalesced } from "./api.js";
import { avatar, h, icon, reconcile, stickToEnd } from "./dom.js";
import { dayOf } from "./world.js";

const TOAST_MS = 6_000;

export class Panel {
  constructor({ name, kind, label, people, title, subtitle, placeholder }) {
    this.name = name;
    this.people = people;
    this.person = people[0];
    this.fresh = true;
    this.seen = new Map(); // person → how far they have looked
    this.onNews = () => {};
    this.refresh = coalesced(() => this.look());
    this.list = h("ol", { class: "messages", role: "log", "aria-live": "polite", "aria-label": `Messages of ${label}` });
    this.empty = h("div", { class: "empty", hidden: true });
    this.scroller = h("div", {
      class: "scroller", tabindex: "0", role: "region", "aria-label": `${label}: messages`,
      on: { scroll: () => this.scrolled() },
    }, this.empty, this.list);
    this.resting = true; // the reader is at the end, and stays there when the room or the messages change their size
    const resizes = new ResizeObserver(() => this.resting && this.toEnd());
    for (const sized of [this.scroller, this.list]) resizes.observe(sized);
    this.below = h("button", {
      type: "button", class: "below", testid: "below", hidden: true, on: { click: () => this.toEnd() },
    }, "New messages ↓");
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.others = h("div", { class: "others", role: "status", testid: "others" });
    this.stage = h("div", { class: "stage" },
      this.others, this.scroller, h("div", { class: "over" }, this.toasts, this.below), this.composer(placeholder));
    this.element = h("section", {
      id: `panel-${name}`, class: `panel ${kind}`, "aria-label": label, testid: `panel-${name}`,
    }, this.head(title, subtitle), this.stage);
  }

  head(title, subtitle) {
    this.select = h("select", {
      "aria-label": "Who you are here", testid: "person", on: { change: () => this.become(this.select.value) },
    }, this.people.map((person) => h("option", { value: person.id }, person.name)));
    return h("header", { class: "panel-head" },
      this.emblem(title),
      h("div", { class: "panel-title" }, h("h2", {}, title), h("p", {}, subtitle)),
      h("label", { class: "as" }, h("span", {}, "as"), this.select));
  }

  emblem(title) {
    return avatar(title, "round");
  }

  composer(placeholder) {
    this.input = h("textarea", {
      rows: "1", placeholder, "aria-label": placeholder, autocomplete: "off", testid: "composer-input",
      on: { input: () => this.grow(), keydown: (event) => this.keyed(event) },
    });
    this.file = h("input", {
      type: "file", class: "hidden-file", tabindex: "-1", "aria-hidden": "true", testid: "composer-file",
      on: { change: () => this.attach() },
    });
    const attach = h("button", {
      type: "button", class: "plain", "aria-label": "Send a file", title: "Send a file",
      on: { click: () => this.file.click() },
    }, icon("attach"));
    const send = h("button", { class: "send", "aria-label": "Send", testid: "composer-send" }, icon("send"));
    const form = h("form", {
      class: "composer", testid: "composer",
      on: { submit: (event) => { event.preventDefault(); this.submit(); } },
    }, attach, this.file, this.commandButton(), this.input, send);
    return form;
  }

  keyed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  grow() {
    this.input.rows = Math.min(6, this.input.value.split("\n").length);
  }

  // Takes what was typed; a refusal gives it back.
  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    this.input.focus();
    if (!(await this.tried(() => this.write(text)))) this.input.value ||= text;
  }

  async attach() {
    const [file] = this.file.files;
    if (!file) return;
    const caption = this.input.value.trim();
    if (await this.tried(() => this.upload(file, caption))) this.input.value = "";
    this.file.value = "";
  }

  // Does something for the person; what goes wrong is told to them. Says whether it went well.
  async tried(act) {
    try {
      await act();
      this.toEnd();
      return true;
    } catch (refused) {
      this.toast(this.explained(refused), "bad");
      return false;
    }
  }

  explained(refused) {
    return refused.message || "That did not work.";
  }

  toast(text, kind = "") {
    const shown = h("p", { class: `toast ${kind}`, testid: "toast" }, text);
    this.toasts.append(shown);
    while (this.toasts.children.length > 3) this.toasts.firstChild.remove();
    setTimeout(() => shown.remove(), TOAST_MS);
  }

  become(id) {
    this.person = this.people.find((person) => String(person.id) === id);
    this.select.value = id;
    this.fresh = true;
    this.input.value = "";
    this.grow();
    this.below.hidden = true;
    this.others.replaceChildren();
    this.others.dataset.names = "";
    this.toasts.replaceChildren();
    this.list.replaceChildren();
    this.forget();
    return this.refresh();
  }

  atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 120;
  }

  scrolled() {
    this.resting = this.atEnd();
    if (this.resting) this.below.hidden = true;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.below.hidden = true;
  }

  // Says who else of this side has something new: whoever plays everybody would look for it in vain in this chat.
  async watchOthers(mark) {
    this.seen.set(this.person, mark);
    const others = this.people.filter((person) => person !== this.person && this.apart(person, this.person));
    const waiting = [];
    for (const person of others) {
      const latest = await this.latest(person);
      if (latest > (this.seen.get(person) ?? latest)) waiting.push(person);
      else this.seen.set(person, latest);
    }
    const names = waiting.map((person) => person.name).join(", ");
    if (this.others.dataset.names === names) return;
    this.others.dataset.names = names;
    this.others.replaceChildren(...waiting.map((person) =>
      h("button", { type: "button", testid: "other", on: { click: () => this.become(String(person.id)) } },
        h("b", {}, person.name), " has something new. Look at it as them ›")));
    if (waiting.length) this.onNews();
  }

  // Shows messages with a line between days; `rows` are {key, version, at, draw, own}.
  show(rows) {
    const items = [];
    let last = "";
    for (const row of rows) {
      const day = dayOf(row.at);
      if (day !== last) {
        const label = day;
        items.push({ key: `day ${label}`, version: "", draw: () => h("li", { class: "day" }, h("span", {}, label)) });
        last = day;
      }
      items.push(row);
    }
    this.empty.hidden = rows.length > 0;
    const known = new Set([...this.list.children].map((child) => child.dataset.key));
    const redrawn = stickToEnd(this.scroller, () => reconcile(this.list, items), this.fresh);
    const news = rows.filter((row) => !known.has(row.key) && !row.own);
    const below = news.length || redrawn.includes(rows.at(-1)?.key);
    if (!this.fresh && below && !this.atEnd()) this.below.hidden = false;
    if (!this.fresh) {
      for (const child of this.list.children) child.classList.toggle("changed", redrawn.includes(child.dataset.key));
      if (news.length || redrawn.length) this.onNews();
    }
    this.fresh = false;
  }
}
