// Older stories come under the newer ones by htmx, which is fetched when the reader comes near to asking for them.

const more = document.querySelector(".more");

function fetchHtmx() {
  const script = document.createElement("script");
  script.src = document.querySelector("script[data-htmx]").dataset.htmx;
  document.head.append(script);
}

if (more) {
  const near = new IntersectionObserver(
    (seen) => {
      if (!seen.some((each) => each.isIntersecting)) return;
      near.disconnect();
      fetchHtmx();
    },
    { rootMargin: "800px" },
  );
  near.observe(more);
}
