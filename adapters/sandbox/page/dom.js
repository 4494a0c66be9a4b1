// Building and updating the document. Words of people only ever become text nodes.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  send: "M3 11.5 20 4l-4.5 16-4-6.5zM11.5 13.5 20 4",
  attach: "M12 5v14M5 12h14",
  slash: "M15 5 9 19",
  lock: "M7 11h10v8H7zM9 11V8a3 3 0 0 1 6 0v3",
  close: "M6 6l12 12M18 6 6 18",
};

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [kind, act] of Object.entries(value)) element.addEventListener(kind, act);
    else if (name === "testid") element.dataset.testid = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function avatar(name, kind = "") {
  const initials = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => word[0]).join("").toUpperCase();
  const tint = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
  return h("span", { class: `avatar tint-${tint} ${kind}`, "aria-hidden": "true" }, initials);
}

// Makes `list` show `items` in order. An item is drawn anew only when its version differs; others keep their element,
// and with it the reader's focus and selection. Returns the keys of items that were shown before and are drawn anew.
export function reconcile(list, items) {
  const known = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const redrawn = [];
  let before = null;
  for (const item of items) {
    let element = known.get(item.key);
    known.delete(item.key);
    if (!element || element.dataset.version !== item.version) {
      const fresh = item.draw();
      fresh.dataset.key = item.key;
      fresh.dataset.version = item.version;
      if (element) {
        redrawn.push(item.key);
        replaceKeepingFocus(element, fresh);
      }
      element = fresh;
    }
    const place = before ? before.nextSibling : list.firstChild;
    if (element !== place) list.insertBefore(element, place);
    before = element;
  }
  for (const gone of known.values()) gone.remove();
  return redrawn;
}

function replaceKeepingFocus(old, fresh) {
  const held = old.contains(document.activeElement);
  const place = held ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  old.replaceWith(fresh);
  if (!held) return;
  const buttons = [...fresh.querySelectorAll("button:not(:disabled)")];
  (buttons[Math.max(place, 0)] ?? buttons.at(-1) ?? fresh).focus({ preventScroll: true });
}

// Keeps a scroller at its end while the reader is there.
export function stickToEnd(scroller, update, always = false) {
  const near = always || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
  const result = update();
  if (near) scroller.scrollTop = scroller.scrollHeight;
  return result;
}
