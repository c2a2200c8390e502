// What the reader chose, put on the page before it is drawn: the one script that pages wait for, which stands in them.
{
  const root = document.documentElement;
  root.classList.add("scripted");
  const known = { size: "1245", width: "narrow wide", face: "sans", theme: "light dark" };
  const face = document.getElementById("face").content.firstElementChild;
  try {
    if (localStorage.getItem("cutline:visit")) root.classList.add("returning");
    if (localStorage.getItem("cutline:faced")) root.classList.add("faced");
    const chosen = JSON.parse(localStorage.getItem("cutline:choices")) ?? {};
    for (const name in known) {
      if (typeof chosen[name] === "string" && chosen[name] && known[name].includes(chosen[name])) root.dataset[name] = chosen[name];
    }
  } catch {
    // Nothing is kept, or nothing that can be read: everything is as usual.
  }
  // The serif face is fetched behind a first page, for the next one.
  if (root.classList.contains("faced")) {
    face.rel = "preload";
    document.head.append(face);
  } else {
    face.addEventListener("load", () => {
      try {
        localStorage.setItem("cutline:faced", "1");
      } catch {
        // Nothing is kept here: each page is a first one.
      }
    });
  }
  // What only adds to a page comes once the page is seen.
  const seen = new Promise((done) => {
    const painted = new PerformanceObserver((list) => {
      if (!list.getEntriesByName("first-contentful-paint").length) return;
      painted.disconnect();
      done();
    });
    painted.observe({ type: "paint", buffered: true });
    // Some browsers keep to themselves when they drew a page, and a page behind another one is not drawn.
    addEventListener("load", () => setTimeout(done, 1000));
  });
  seen.then(() => root.classList.add("seen"));
  addEventListener("load", () => seen.then(add));
  function add() {
    document.head.append(face);
    for (const later of document.querySelectorAll("template.later")) later.replaceWith(later.content.cloneNode(true));
    const added = [...document.querySelectorAll("body script[type=module]")].map(
      (script) => new Promise((done) => (script.onload = script.onerror = done)),
    );
    Promise.all(added).then(() => root.classList.add("ready"));
  }
}
