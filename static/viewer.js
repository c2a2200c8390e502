// The photo viewer: makes a dialog of the photos that stand on the page, side by side in a strip that the browser itself scrolls and
// snaps: a finger swipes it, keys and buttons turn it. Without it every photo is a link to its own page.

const template = document.getElementById("viewer");
const figures = [...document.querySelectorAll("figure[data-number]")].sort((a, b) => a.dataset.number - b.dataset.number);
const isCalm = matchMedia("(prefers-reduced-motion: reduce)");
const FADE = 150; // ms

function pictureOf(figure) {
  const picture = figure.querySelector("picture")?.cloneNode(true);
  if (picture) {
    for (const each of picture.querySelectorAll("[sizes]")) each.sizes = "(min-width: 75rem) 72vw, 100vw";
    picture.querySelector("img").loading = "eager";
    return picture;
  }
  // A photo known by its words alone: they stand where the picture would.
  const words = document.createElement("div");
  words.className = "in-words";
  for (const each of figure.querySelectorAll(".label, .caption")) words.append(each.cloneNode(true));
  return words;
}

function wordsUnder(figure) {
  const words = [...(figure.querySelector("figcaption")?.cloneNode(true).children ?? [])];
  return figure.querySelector("picture") ? words : words.filter((each) => !each.matches(".caption"));
}

function viewerOf(dialog) {
  const part = (name) => dialog.querySelector(`.${name}`);
  const stage = part("stage");
  const slides = figures.map(() => Object.assign(document.createElement("div"), { className: "slide" }));
  stage.append(...slides);
  let current = -1;

  // A picture begins to load when it is put into its place.
  function fill(index) {
    if (slides[index]?.childElementCount === 0) slides[index].append(pictureOf(figures[index]));
  }

  function libraryLink(address) {
    const line = part("library").content.cloneNode(true);
    line.querySelector("a").href = address;
    return line;
  }

  // Say everything else of the photo that is in sight. The neighbours are there before they are asked for, and read to nobody.
  function tell(index) {
    current = index;
    for (const each of [index, index + 1, index - 1]) fill(each);
    slides.forEach((slide, place) => slide.setAttribute("aria-hidden", place !== index));
    part("words").replaceChildren(...wordsUnder(figures[index]), libraryLink(figures[index].dataset.library));
    part("words").scrollTop = 0;
    part("counter").textContent = `${index + 1} of ${figures.length}`;
    const focused = document.activeElement;
    part("previous").hidden = index === 0;
    part("next").hidden = index === figures.length - 1;
    if (focused.hidden) part("close").focus();
    if (history.state?.photo !== index) history.replaceState({ photo: index }, "", figures[index].dataset.address);
  }

  function place() {
    stage.scrollLeft = slides[current].offsetLeft;
  }

  function turn(index) {
    if (index === current || !figures[index]) return;
    tell(index);
    place();
    if (!isCalm.matches) slides[index].animate({ opacity: [0, 1] }, { duration: FADE, easing: "ease-out" });
  }

  function open(index) {
    const wasOpen = dialog.open;
    if (!wasOpen) dialog.showModal();
    tell(index);
    place();
    if (!wasOpen) part("close").focus();
  }

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const onward = document.documentElement.dir === "rtl" ? -1 : 1;
    const goal = { ArrowRight: current + onward, ArrowLeft: current - onward, Home: 0, End: figures.length - 1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    turn(goal);
  }

  // A finger, a wheel or a touchpad moved the strip; from right to left it scrolls below zero.
  function scrolled() {
    const inSight = Math.round(Math.abs(stage.scrollLeft) / stage.clientWidth);
    if (dialog.open && inSight !== current && figures[inSight]) tell(inSight);
  }

  part("close").addEventListener("click", () => dialog.close());
  part("previous").addEventListener("click", () => turn(current - 1));
  part("next").addEventListener("click", () => turn(current + 1));
  stage.addEventListener("scroll", scrolled, { passive: true });
  addEventListener("resize", () => dialog.open && place());
  dialog.addEventListener("keydown", key);
  // The address of a photo was laid over the story's; closing gives the story's back, and so does the browser's Back.
  dialog.addEventListener("close", () => history.state?.photo !== undefined && history.back());
  return { open, close: () => dialog.close() };
}

// Made when it is first asked for: a page that is only read has nothing of it.
let made;
function viewer() {
  if (!made) {
    document.body.append(template.content.cloneNode(true));
    made = viewerOf(document.querySelector("dialog.viewer"));
  }
  return made;
}

if (template && figures.length && typeof HTMLDialogElement === "function") {
  figures.forEach((figure, index) => {
    figure.querySelector(".frame")?.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState({ photo: index }, "", figure.dataset.address);
      viewer().open(index);
    });
  });
  const follow = () => (figures[history.state?.photo] ? viewer().open(history.state.photo) : made?.close());
  addEventListener("popstate", follow);
  follow(); // Somebody may have gone forward to a photo before this script was there.
}
