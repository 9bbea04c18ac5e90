// The wheel, turned: a press or a drag on a wedge gives it a number, and so do its own box, less and more, and the arrows
// up and down. The numbers in the boxes are the form; without this script they are all there is, and it works the same.
const FULL = 97;
const MOST = 10;
const wheel = document.querySelector("[data-wheel]");
const boxes = new Map(
  Array.from(document.querySelectorAll("[data-wheel-number]"), (box) => [box.getAttribute("data-wheel-number"), box]),
);

function numberIn(box) {
  const typed = box.value.trim();
  return /^\d+$/.test(typed) && Number(typed) <= MOST ? Number(typed) : null;
}

function corner(turn, radius) {
  const angle = turn * 2 * Math.PI;
  return `${(radius * Math.sin(angle)).toFixed(1)} ${(-radius * Math.cos(angle)).toFixed(1)}`;
}

function path(wedge, value) {
  const begins = Number(wedge.dataset.begins);
  const ends = Number(wedge.dataset.ends);
  const radius = (FULL * value) / MOST;
  return value ? `M0 0L${corner(begins, radius)}A${radius} ${radius} 0 0 1 ${corner(ends, radius)}Z` : "";
}

function draw(key) {
  const value = numberIn(boxes.get(key));
  const wedge = wheel.querySelector(`[data-wedge="${key}"]`);
  const said = wheel.querySelector(`[data-said="${key}"]`);
  if (!wedge || !said) return;
  wedge.setAttribute("d", path(wedge, value ?? 0));
  said.textContent = value === null ? "–" : String(value);
}

function put(key, value) {
  const box = boxes.get(key);
  box.value = String(Math.max(0, Math.min(MOST, value)));
  draw(key);
}

function step(key, by) {
  const now = numberIn(boxes.get(key));
  put(key, now === null ? Math.max(by, 0) : now + by);
}

// Where on the wheel: in turns from the top, and how far out in tenths.
function place(event) {
  const box = wheel.getBoundingClientRect();
  const x = event.clientX - box.left - box.width / 2;
  const y = event.clientY - box.top - box.height / 2;
  const out = (Math.hypot(x, y) / (box.width / 2)) * (100 / FULL) * MOST;
  return { turn: (Math.atan2(x, -y) / (2 * Math.PI) + 1) % 1, out };
}

function wedgeAt(turn) {
  return Array.from(wheel.querySelectorAll("[data-wedge]")).find((one) => {
    const begins = Number(one.dataset.begins);
    const ends = Number(one.dataset.ends);
    return [turn, turn - 1].some((at) => at >= begins && at < ends);
  });
}

function pressed() {
  let held = null;
  const set = (event) => put(held, Math.round(place(event).out));
  wheel.addEventListener("pointerdown", (event) => {
    const { turn, out } = place(event);
    const wedge = out <= MOST + 0.5 && wedgeAt(turn);
    if (!wedge) return;
    held = wedge.dataset.wedge;
    wheel.setPointerCapture(event.pointerId);
    if (event.pointerType === "mouse") set(event);
  });
  wheel.addEventListener("pointermove", (event) => held && set(event));
  wheel.addEventListener("pointerup", (event) => {
    if (held) set(event);
    held = null;
  });
  wheel.addEventListener("pointercancel", () => {
    held = null;
  });
}

function typed(key, box) {
  box.addEventListener("input", () => draw(key));
  box.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    step(key, by);
  });
}

if (wheel && boxes.size) {
  pressed();
  for (const [key, box] of boxes) {
    typed(key, box);
    draw(key);
  }
  for (const button of document.querySelectorAll("[data-wheel-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => step(button.dataset.wheelFor, Number(button.dataset.wheelStep)));
  }
}
