// The browser's side of `sitegen serve`: a tab shows what is true on the disk.
// The server tells the state of this tab's page at every change, and what is on the screen is brought to it.
(() => {
  "use strict";

  const PLACE = "sitegen:place";
  const { mark: served = "", found, home = "/", own } = document.currentScript.dataset;

  let page = markOf(served); // of what is on the screen, which is the page for what is not found unless it was found
  let assets; // name -> URL, as they are on the screen; undefined: not known
  let version; // of the site, as one of the server's own pages tells of it
  let stream = null;
  let leaving = false;

  function markOf(text) {
    const [whole, without_assets, files] = text.split(" ");
    return { whole, without_assets, files };
  }

  // The stream. A tab that nobody sees has none: a browser allows six for one server, and then its pages wait.

  function open() {
    if (stream || leaving || document.hidden) return;
    stream = new EventSource(`/__sitegen/events?path=${encodeURIComponent(location.pathname)}`);
    const mine = stream;
    let first = true;
    mine.addEventListener("state", (event) => {
      show({ lost: false });
      take(JSON.parse(event.data), first);
      first = false;
    });
    mine.onerror = () => {
      setTimeout(() => { if (stream && stream.readyState !== EventSource.OPEN) show({ lost: true }); }, 2000);
      if (mine.readyState === EventSource.CLOSED) setTimeout(() => { if (mine === stream) again(); }, 1000);
    };
  }

  function close() {
    stream?.close();
    stream = null;
  }

  function again() {
    close();
    open();
  }

  function take(state, first) {
    if (leaving) return;
    const elsewhere = state.follow && !first && state.follow !== location.pathname;
    if (elsewhere) return leave(() => location.assign(state.follow));
    if (own !== undefined) return takeOwn(`${state.instance} ${state.revision}`);
    const isGone = found !== undefined && !state.mark;
    const { gone, moved } = isGone ? state : { gone: "", moved: "" };
    show({ overlay: state.overlay, as_of: state.as_of || "", gone, moved });
    const now = isGone ? page : state.mark || state.not_found; // what is gone stays on the screen
    if (!isCurrent(now, state.assets)) return leave(reload);
    page = now;
    assets = state.assets;
  }

  // A page of the server's own tells of the whole site.
  function takeOwn(now) {
    version ??= now;
    if (version !== now) leave(reload);
  }

  // What is on the screen is current, or is made so without a reload.
  function isCurrent(mark, now) {
    if (mark?.without_assets !== page.without_assets || mark.files !== page.files) return false;
    const alike = mark.whole === page.whole;
    if (!assets || JSON.stringify(assets) === JSON.stringify(now)) return alike;
    return Object.keys(assets).every((name) => assets[name] === now[name] || swap(assets[name], now[name]));
  }

  function leave(go) {
    leaving = true;
    close();
    go();
  }

  // Style sheets: the new one is loaded beside the old, which stays until then.

  function swap(old, fresh) {
    const sheets = [...document.querySelectorAll('link[rel~="stylesheet"]')];
    const links = sheets.filter((link) => pathOf(link.href) === pathOf(old));
    if (!fresh || !links.length) return !document.documentElement.outerHTML.includes(old);
    for (const link of links) {
      const next = link.cloneNode();
      next.removeAttribute("integrity");
      next.href = fresh;
      next.replaces = [link, ...(link.replaces || [])];
      next.onload = () => next.replaces.forEach((one) => one.remove());
      next.onerror = () => leave(reload);
      link.after(next);
    }
    return true;
  }

  function pathOf(url) {
    return new URL(url, location.href).pathname;
  }

  // A reload keeps the place of everything that is scrolled.

  function reload() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify({ url: location.href, scrolled: scrolled() }));
    } catch { /* without storage the browser does what it can */ }
    location.reload();
  }

  function scrolled() {
    const moved = [...document.querySelectorAll("*")].filter((one) => one.scrollTop || one.scrollLeft);
    return moved.map((one) => ({ way: wayTo(one), left: one.scrollLeft, top: one.scrollTop }));
  }

  function wayTo(element) {
    const parent = element.parentElement;
    return parent ? [...wayTo(parent), [...parent.children].indexOf(element)] : [];
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch { /* as above */ }
    if (kept?.url !== location.href) return;
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    const again = new AbortController();
    const scroll = () => kept.scrolled.forEach(({ way, left, top }) => {
      const element = way.reduce((one, place) => one?.children[place], document.documentElement);
      element?.scrollTo({ left, top, behavior: "instant" });
    });
    moves.forEach((kind) => addEventListener(kind, () => again.abort(), { signal: again.signal, passive: true }));
    addEventListener("load", () => { scroll(); again.abort(); }, { signal: again.signal });
    scroll();
  }

  // What is told stands in a shadow root, where the styles of the site do not reach.

  const told = { overlay: "", as_of: "", gone: "", moved: "", lost: false };
  let stage = null;
  let hidden = ""; // the overlay that was put away

  function show(news) {
    const before = JSON.stringify(told);
    Object.assign(told, news);
    if (JSON.stringify(told) === before) return;
    stage ??= setUp();
    stage.ready.then(draw);
  }

  function setUp() {
    const host = document.createElement("sitegen-live");
    const root = host.attachShadow({ mode: "open" });
    const style = element("link", { rel: "stylesheet", href: "/__sitegen/live.css" });
    const dialog = element("dialog", { className: "sitegen overlay" });
    dialog.setAttribute("aria-labelledby", "title");
    const bars = element("div", { className: "sitegen bars" });
    dialog.onclose = () => {
      if (!stage.closing) hidden = stage.drawn;
      stage.closing = false;
      draw();
    };
    dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
    root.append(style, dialog, bars);
    document.documentElement.append(host);
    const ready = new Promise((resolve) => { style.onload = style.onerror = resolve; });
    return { dialog, bars, drawn: "", closing: false, ready };
  }

  function draw() {
    const { dialog, bars } = stage;
    if (!told.overlay) hidden = "";
    if (told.overlay && told.overlay !== stage.drawn) {
      dialog.innerHTML = stage.drawn = told.overlay;
      if (dialog.open) dialog.querySelector("[autofocus]")?.focus({ preventScroll: true });
    }
    const wanted = told.overlay && told.overlay !== hidden;
    if (wanted && !dialog.open) dialog.showModal();
    if (!wanted && dialog.open) {
      stage.closing = true; // it is told so later, when another may be open
      dialog.close();
    }
    bars.replaceChildren(...rows());
  }

  function* rows() {
    if (told.lost) yield bar("lost", "sitegen serve does not answer. This page may be out of date.");
    if (told.gone) yield bar("gone", told.gone, ...ways());
    if (told.as_of) yield bar("as-of", `The site as of ${told.as_of}.`, backToNow());
    if (told.overlay && told.overlay === hidden) yield showAgain();
  }

  function bar(kind, text, ...links) {
    const made = element("div", { className: `bar ${kind}` });
    made.setAttribute("role", "status");
    made.append(element("p", { textContent: text }), ...links);
    return made;
  }

  function ways() {
    return [...(told.moved ? [link("Go there", told.moved)] : []), link("Front page", home), link("Desk", "/__sitegen/")];
  }

  function backToNow() {
    const made = link("Back to now", "/__sitegen/?now=");
    made.onclick = (event) => {
      event.preventDefault();
      fetch(made.href).then(() => leave(reload));
    };
    return made;
  }

  function showAgain() {
    const button = element("button", { type: "button", className: "again", textContent: "Show the errors" });
    button.onclick = () => { hidden = ""; draw(); };
    return button;
  }

  function link(textContent, href) {
    return element("a", { textContent, href });
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) { leaving = false; open(); } });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  restore();
  open();
})();
