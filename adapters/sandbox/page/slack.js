// A Slack panel: a seller's direct message with the app, or the moderators' channel.

import { Refused, get, inBase64, post } from "./api.js";
import { localPath, openAddress } from "./dialogs.js";
import { avatar, h, icon } from "./dom.js";
import { Panel } from "./panel.js";
import { drawBlocks } from "./slack_blocks.js";
import { Modal } from "./slack_modal.js";
import { mrkdwn } from "./slack_text.js";
import { hourOf } from "./world.js";

const COMMAND = "/parley";

export class SlackPanel extends Panel {
  constructor({ name, label, title, subtitle, people, emblem, greeting, first }) {
    super({ name, kind: "slack", label, people, title, subtitle, placeholder: `Message, or ${COMMAND} …` });
    this.element.querySelector(".emblem").append(emblem);
    this.modal = new Modal({
      act: (act, given) => this.act(act, given),
      tell: (text) => this.toast(text, "bad"),
      cover: (on) => (this.stage.inert = on),
      hand: (view) => this.hand({ view_id: view.id }),
      home: () => this.input.focus(),
    });
    this.element.append(this.modal.element);
    this.empty.append(h("div", { class: "intro" },
      h("h3", {}, title), h("p", {}, greeting),
      h("button", {
        type: "button", class: "button primary", testid: "start", on: { click: () => this.tried(() => this.write(first)) },
      }, first)));
    this.forget();
  }

  emblem() {
    return h("span", { class: "emblem", "aria-hidden": "true" });
  }

  forget() {
    this.seq = 0;
    this.messages = new Map();
    this.notices = null;
    this.modal.show(null);
  }

  commandButton() {
    return h("button", {
      type: "button", class: "plain", "aria-label": `Write a ${COMMAND} command`, title: COMMAND,
      on: { click: () => {
        if (!this.input.value.startsWith(COMMAND)) this.input.value = `${COMMAND} ${this.input.value}`;
        this.input.focus();
      } },
    }, icon("slash"));
  }

  act(name, given) {
    return post(`/slack/_people/${this.person.id}/${name}`, given);
  }

  async write(text) {
    const channel = this.person.channel;
    if (!text.startsWith("/")) return this.act("say", { text, channel });
    const [command, ...words] = text.split(/\s+/);
    if (command !== COMMAND) throw new Error(`${command} is not a command here. Try ${COMMAND}.`);
    const answer = await this.act("command", { command, text: words.join(" "), channel });
    return this.acknowledged(answer);
  }

  async upload(file, caption) {
    const mime = file.type || "application/octet-stream";
    const given = { name: file.name, mime, base64: await inBase64(file), text: caption, channel: this.person.channel };
    await this.act("file", given);
  }

  // An app that is away is told about by Slack's own notice, which the next look shows.
  acknowledged(answer) {
    if (answer.acked === false) this.refresh();
    return answer;
  }

  async look() {
    const person = this.person;
    const [channel, screen] = await Promise.all([
      get(`/slack/_channels/${person.channel}`, { user: person.id, after: this.seq }),
      get(`/slack/_people/${person.id}`),
    ]);
    if (person !== this.person) return;
    this.seq = channel.seq;
    for (const message of channel.messages) this.messages.set(message.ts, message);
    for (const ts of channel.deleted) this.messages.delete(ts);
    const ordered = [...this.messages.values()].sort((one, other) => one.ts - other.ts);
    this.show(ordered.map((message) => this.row(message)));
    if (screen.modal && !this.modal.view) this.onNews();
    this.modal.show(screen.modal);
    this.tell(screen.notices);
    await this.watchOthers(channel.seq);
  }

  apart(person, other) {
    return person.channel !== other.channel;
  }

  async latest(person) {
    return (await get(`/slack/_channels/${person.channel}`, { user: person.id, after: this.seen.get(person) ?? 0 })).seq;
  }

  tell(notices) {
    if (this.notices !== null) for (const notice of notices.slice(this.notices)) this.toast(notice.text, "bad");
    this.notices = notices.length;
  }

  row(message) {
    const at = new Date(message.ts * 1_000);
    const own = message.user === this.person.id;
    return { key: `m${message.ts}`, version: `${message.seq}`, at, own, draw: () => this.draw(message, at) };
  }

  draw(message, at) {
    const bot = message.from === "bot";
    const hand = this.hand({ channel: this.person.channel, ts: message.ts });
    const words = message.blocks.length
      ? drawBlocks(message.blocks, hand)
      : message.text ? [h("div", { class: "text" }, mrkdwn(message.text, hand.open))] : [];
    const threaded = message.thread_ts && message.thread_ts !== message.ts;
    return h("li", {
      class: `message ${bot ? "app" : ""} ${threaded ? "threaded" : ""} ${message.ephemeral_to ? "private" : ""}`,
      testid: "message", data: { from: message.from, ts: message.ts },
    },
      avatar(message.name),
      h("div", { class: "said" },
        message.ephemeral_to ? h("p", { class: "quiet", testid: "only-you" }, "Only visible to you") : null,
        h("p", { class: "by" }, h("b", {}, message.name), bot ? h("span", { class: "app-mark" }, "APP") : null,
          h("time", {}, hourOf(at)), threaded ? h("span", { class: "quiet" }, "in a thread") : null),
        words,
        (message.files ?? []).map((file) => this.file_(file)),
        message.edited ? h("span", { class: "quiet" }, "(edited)") : null));
  }

  file_(file) {
    const path = localPath(file.url);
    if (file.mime.startsWith("image/")) return h("img", { class: "picture", src: path, alt: file.title || file.name });
    return h("a", { class: "file", href: path, download: file.name }, file.name);
  }

  // What a press does, in the place that is pressed.
  hand(place) {
    const where = (block, element) => ({ ...place, block_id: block.block_id, action_id: element.action_id });
    return {
      open: (address) => openAddress(address),
      press: (block, element) => {
        // Opened first: a browser lets a window open only in the moment of the press.
        if (element.url) openAddress(element.url);
        return this.done(() => this.act("press", where(block, element)));
      },
      choose: (block, element, value) => {
        const many = ["checkboxes", "multi_static_select"].includes(element.type);
        return this.done(() => this.act("select", { ...where(block, element), ...(many ? { values: [value] } : { value }) }));
      },
    };
  }

  async done(act) {
    try {
      return this.acknowledged(await act());
    } catch (refused) {
      return this.toast(this.explained(refused), "bad");
    }
  }

  explained(refused) {
    if (refused instanceof Refused && refused.status === 404) return "That is gone.";
    return super.explained(refused);
  }
}
