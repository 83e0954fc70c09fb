// Tables: sorting by the column heads, a filter, and a download of what is shown.

function getal(tekst) {
  const duizend = WOORDEN.decimaal === "," ? "." : ",";
  const kaal = tekst.replace(/[\s\u00a0\u202f€%]/g, "").replace(/\u2212/g, "-");
  const vorm = new RegExp(`^[-+]?\\d{1,3}(\\${duizend}?\\d{3})*(\\${WOORDEN.decimaal}\\d+)?$`);
  return vorm.test(kaal) ? Number(kaal.split(duizend).join("").replace(WOORDEN.decimaal, ".")) : null;
}

function datum(tekst) {
  const deel = /^(\d{1,2}) ([^\s\d]+?)\.? (\d{4})$/.exec(tekst);
  const maand = deel ? WOORDEN.maanden.indexOf(deel[2]) + 1 : 0;
  return maand ? `${deel[3]}-${String(maand).padStart(2, "0")}-${deel[1].padStart(2, "0")}` : null;
}

// The text of a heading without the places where it may be broken.
const kopTekst = (kop) => kop.textContent.trim().replace(/\u00ad/g, "");

// What a cell holds: a number, a date as text that sorts, other text, or null for nothing.
function inhoud(cel) {
  const gegeven = cel.dataset.waarde;
  const tekst = cel.textContent.trim().replace(/\s+/g, " ");
  if (gegeven !== undefined) return gegeven === "" ? null : isNaN(gegeven) ? gegeven : Number(gegeven);
  if (tekst === "" || tekst === WOORDEN.niets) return null;
  if (cel.classList.contains("getal")) return getal(tekst) ?? tekst;
  return datum(tekst) ?? tekst;
}

function vergelijk(een, ander) {
  if (typeof een === "number" && typeof ander === "number") return een - ander;
  if (typeof een === "number") return -1;
  if (typeof ander === "number") return 1;
  return een.localeCompare(ander, document.documentElement.lang, { numeric: true, sensitivity: "base" });
}

function maakSorteerbaar(tabel) {
  const rij = tabel.tHead.rows[tabel.tHead.rows.length - 1];
  const koppen = [...rij.cells];
  const lijf = tabel.tBodies[0];
  koppen.forEach((kop, kolom) => {
    if (!kop.textContent.trim()) return;
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "sorteer";
    knop.append(...kop.childNodes);
    knop.title = WOORDEN.sorteer.replace("{kolom}", kopTekst(knop)) + (kop.title ? `. ${kop.title}` : "");
    kop.removeAttribute("title");
    kop.append(knop);
    knop.addEventListener("click", () => {
      const dalend = kop.getAttribute("aria-sort") === "ascending";
      koppen.forEach((andere) => andere.removeAttribute("aria-sort"));
      kop.setAttribute("aria-sort", dalend ? "descending" : "ascending");
      const rijen = [...lijf.rows].map((tr, plaats) => ({ tr, plaats, sleutel: inhoud(tr.cells[kolom]) }));
      rijen.sort((een, ander) => {
        // Nothing comes last, whichever way the rest goes.
        if (een.sleutel === null || ander.sleutel === null)
          return (een.sleutel === null) - (ander.sleutel === null) || een.plaats - ander.plaats;
        return (dalend ? -1 : 1) * vergelijk(een.sleutel, ander.sleutel) || een.plaats - ander.plaats;
      });
      lijf.append(...rijen.map(({ tr }) => tr));
    });
  });
}

function csvCel(cel) {
  const waarde = inhoud(cel);
  if (waarde === null) return "";
  if (typeof waarde === "number") return String(waarde).replace(".", ",");
  // A spreadsheet would take such a text for a formula.
  const tekst = /^[=+\-@\t]/.test(waarde) ? `'${waarde}` : waarde;
  return /[";\n]/.test(tekst) ? `"${tekst.replace(/"/g, '""')}"` : tekst;
}

function csv(tabel) {
  const koppen = [...tabel.tHead.rows[tabel.tHead.rows.length - 1].cells];
  const groepen = tabel.tHead.rows.length > 1 ? [...tabel.tHead.rows[0].cells] : [];
  const boven = groepen.flatMap((cel) => Array(cel.colSpan).fill(cel.textContent.trim()));
  const namen = koppen.map(kopTekst);
  const uniek = namen.map((naam, kolom) =>
    namen.indexOf(naam) !== namen.lastIndexOf(naam) && boven[kolom] ? `${boven[kolom]}: ${naam}` : naam);
  const kop = uniek.map((naam) => (/[";]/.test(naam) ? `"${naam.replace(/"/g, '""')}"` : naam)).join(";");
  const rijen = [...tabel.tBodies[0].rows].filter((tr) => !tr.hidden);
  return "\ufeff" + [kop, ...rijen.map((tr) => [...tr.cells].map(csvCel).join(";"))].join("\n") + "\n";
}

function bewaar(naam, tekst) {
  const adres = URL.createObjectURL(new Blob([tekst], { type: "text/csv;charset=utf-8" }));
  const koppeling = document.createElement("a");
  koppeling.href = adres;
  koppeling.download = naam;
  koppeling.click();
  setTimeout(() => URL.revokeObjectURL(adres), 1000);
}

const filters = new Map();

function maakTabel(tabel, nummer) {
  const lijf = tabel.tBodies[0];
  const alle = lijf.rows.length;
  const balk = document.createElement("div");
  balk.className = "tabelbalk";
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = "csv";
  knop.textContent = WOORDEN.csv;
  knop.addEventListener("click", () => bewaar(tabel.dataset.bestand, csv(tabel)));
  if (alle > 5) {
    const label = document.createElement("label");
    label.htmlFor = `filter-${nummer}`;
    label.textContent = WOORDEN.filter;
    const veld = document.createElement("input");
    veld.type = "search";
    veld.id = label.htmlFor;
    veld.autocomplete = "off";
    const stand = document.createElement("output");
    stand.htmlFor = veld.id;
    stand.setAttribute("aria-live", "polite");
    veld.addEventListener("input", () => {
      const gezocht = veld.value.trim().toLocaleLowerCase();
      let getoond = 0;
      for (const tr of lijf.rows) {
        tr.hidden = !tr.textContent.toLocaleLowerCase().includes(gezocht);
        if (!tr.hidden) getoond += 1;
      }
      // Totals are of all rows, so they make way for a selection.
      if (tabel.tFoot) tabel.tFoot.hidden = gezocht !== "";
      stand.textContent = gezocht === "" ? "" : WOORDEN.rijen.replace("{getoond}", getoond).replace("{alle}", alle);
    });
    balk.append(label, veld, stand);
    filters.set(tabel, veld);
  }
  balk.append(knop);
  (tabel.closest(".tabelblok")?.firstElementChild ?? tabel).before(balk);
  if (alle > 1) maakSorteerbaar(tabel);
}

// A table that is wider than its place says so.
function zegBreder(vak) {
  const zin = vak.parentElement.querySelector(".opzij");
  if (zin) new ResizeObserver(() => zin.classList.toggle("nodig", vak.scrollWidth > vak.clientWidth + 1)).observe(vak);
}

// A link from the map to a row must find it, also when a filter has hidden it.
function toonDoel() {
  const doel = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const tabel = doel?.closest("table.tabel");
  if (!tabel) return;
  const veld = filters.get(tabel);
  if (doel.hidden && veld) {
    veld.value = "";
    veld.dispatchEvent(new Event("input"));
  }
  doel.tabIndex = -1;
  doel.focus({ preventScroll: true });
  doel.scrollIntoView({ block: "center" });
}

document.querySelectorAll("table.tabel[data-bestand]").forEach((tabel, nummer) => {
  if (tabel.tHead && tabel.tBodies.length) maakTabel(tabel, nummer);
});
document.querySelectorAll(".tabelvak").forEach(zegBreder);
addEventListener("hashchange", toonDoel);
