// The photo viewer: makes a dialog of the photos that stand on the page. Without it every photo is a link to its own page.

const template = document.getElementById("viewer");
const figures = [...document.querySelectorAll("figure[data-number]")].sort((a, b) => a.dataset.number - b.dataset.number);
const SWIPE = 48; // pixels across, and more across than down

function copyOf(figure) {
  const picture = figure.querySelector("picture")?.cloneNode(true);
  const caption = figure.querySelector("figcaption")?.cloneNode(true);
  if (picture) {
    for (const each of picture.querySelectorAll("[sizes]")) each.sizes = "(min-width: 75rem) 72vw, 100vw";
    picture.querySelector("img").loading = "eager";
  }
  const stage = picture ?? document.createElement("div");
  if (!picture) {
    // A photo known by its words alone: they stand where the picture would.
    stage.className = "in-words";
    stage.append(figure.querySelector(".label").cloneNode(true), caption.querySelector(".caption") ?? "");
  }
  return { stage, words: [...(caption?.children ?? [])] };
}

function viewerOf(dialog) {
  const part = (name) => dialog.querySelector(`.${name}`);
  const copies = new Map();
  let current = 0;
  let startX, startY;

  function copy(index) {
    if (!figures[index]) return null;
    if (!copies.has(index)) copies.set(index, copyOf(figures[index]));
    return copies.get(index);
  }

  function libraryLink(address) {
    const line = part("library").content.cloneNode(true);
    line.querySelector("a").href = address;
    return line;
  }

  function show(index) {
    current = index;
    const { stage, words } = copy(index);
    part("stage").replaceChildren(stage);
    part("words").replaceChildren(...words, libraryLink(figures[index].dataset.library));
    part("words").scrollTop = 0;
    part("counter").textContent = `${index + 1} of ${figures.length}`;
    part("previous").hidden = index === 0;
    part("next").hidden = index === figures.length - 1;
    // A copy begins to load when it is made: the neighbours are there before they are asked for.
    copy(index + 1);
    copy(index - 1);
  }

  function turn(index) {
    if (index === current || !figures[index]) return;
    const focused = document.activeElement;
    show(index);
    history.replaceState({ photo: index }, "", figures[index].dataset.address);
    if (focused?.hidden) part("close").focus();
  }

  function open(index) {
    show(index);
    if (dialog.open) return;
    dialog.showModal();
    part("close").focus();
  }

  function key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const onward = document.documentElement.dir === "rtl" ? -1 : 1;
    const goal = { ArrowRight: current + onward, ArrowLeft: current - onward, Home: 0, End: figures.length - 1 }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    turn(goal);
  }

  function swiped(event) {
    // Two fingers enlarge the photo, and one then moves about in it.
    if (event.touches.length || visualViewport.scale > 1.05) return;
    const [across, down] = [event.changedTouches[0].clientX - startX, event.changedTouches[0].clientY - startY];
    if (Math.abs(across) < SWIPE || Math.abs(across) < Math.abs(down)) return;
    const forward = document.documentElement.dir === "rtl" ? across > 0 : across < 0;
    turn(current + (forward ? 1 : -1));
  }

  part("close").addEventListener("click", () => dialog.close());
  part("previous").addEventListener("click", () => turn(current - 1));
  part("next").addEventListener("click", () => turn(current + 1));
  part("stage").addEventListener("touchstart", (event) => ([startX, startY] = [event.touches[0].clientX, event.touches[0].clientY]), { passive: true });
  part("stage").addEventListener("touchend", swiped, { passive: true });
  dialog.addEventListener("keydown", key);
  // The address of a photo was laid over the story's; closing gives the story's back, and so does the browser's Back.
  dialog.addEventListener("close", () => history.state?.photo !== undefined && history.back());
  window.addEventListener("popstate", (event) => {
    if (event.state?.photo !== undefined) open(event.state.photo);
    else dialog.close();
  });
  return open;
}

if (template && figures.length && typeof HTMLDialogElement === "function") {
  document.body.append(template.content.cloneNode(true));
  const open = viewerOf(document.querySelector("dialog.viewer"));
  figures.forEach((figure, index) => {
    figure.querySelector(".frame")?.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState({ photo: index }, "", figure.dataset.address);
      open(index);
    });
  });
}
