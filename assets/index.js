// Shows those entries of an index that have what is typed. Without this script, the list is whole.
{
  const form = document.querySelector(".filter");
  const status = form.querySelector("[role=status]");
  const apostrophes = /['’ʼ‘]/g;
  const others = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[ßæœøłđðþı]/g, (letter) => others[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ");

  const groups = [...document.querySelectorAll(".group")].map((group) => ({
    group,
    entries: [...group.querySelectorAll("li")].map((entry) => {
      const name = entry.querySelector(".name").textContent;
      return { entry, words: ` ${plain(name)} ${plain(name.replace(apostrophes, ""))}` };
    }),
  }));

  const show = () => {
    const wanted = plain(form.elements[0].value.replace(apostrophes, "")).split(" ").filter(Boolean);
    let found = 0;
    for (const { group, entries } of groups) {
      let here = 0;
      for (const { entry, words } of entries) {
        entry.hidden = !wanted.every((word) => words.includes(" " + word));
        here += !entry.hidden;
      }
      group.hidden = !here;
      found += here;
    }
    status.textContent = found ? "" : status.dataset.none;
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  show(); // the browser may have kept what was typed
}
