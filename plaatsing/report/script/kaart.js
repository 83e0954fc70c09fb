// The map: choice of column, zoom and pan, flows on demand, explanation, and all of it by keyboard.

const VERSTE = 16;
const STAP = 1.5;

function maakKaart(figuur) {
  const data = JSON.parse(figuur.querySelector(".kaart-gegevens").textContent);
  const beeld = figuur.querySelector(".kaart-beeld");
  const vlak = figuur.querySelector(".kaart-vlak");
  const tip = figuur.querySelector(".kaart-tip");
  const aanwijzer = figuur.querySelector(".kaart-aanwijzer");
  const bediening = figuur.querySelector(".kaart-bediening");
  const lagen = [...figuur.querySelectorAll(".kaart-laag")];
  const plaats = new Map(data.gemeenten.map(([code], nummer) => [code, nummer]));
  const heel = beeld.viewBox.baseVal;
  const [BREED, HOOG] = [heel.width, heel.height];
  let zicht = { x: 0, y: 0, breed: BREED };
  let kolom = 0;
  let vanTikken = false;

  const laag = () => lagen.find((g) => !g.classList.contains("verborgen"));
  const vlakken = () => [...laag().querySelectorAll("a[data-gemeente]")];
  const delen = () => [...vlakken(), ...laag().querySelectorAll(".kaart-locatie")];
  const midden = (deel) => {
    const doos = (deel.querySelector("path") ?? deel).getBoundingClientRect();
    return [doos.left + doos.width / 2, doos.top + doos.height / 2];
  };

  // --- looks -------------------------------------------------------------------------------------------
  function kleur() {
    const { titel, tekens, waarden } = data.kolommen[kolom];
    for (const deel of figuur.querySelectorAll("a[data-gemeente]")) {
      const nummer = plaats.get(deel.dataset.gemeente);
      deel.firstElementChild.setAttribute("class", `kl-${tekens[nummer]}`);
      deel.setAttribute("aria-label", `${data.gemeenten[nummer][1]}: ${waarden[nummer]}`);
    }
    for (const label of figuur.querySelectorAll(".kaart-label")) {
      const nummer = plaats.get(label.dataset.gemeente);
      label.setAttribute("class", `kaart-label op-${tekens[nummer]}`);
      label.querySelector(".waarde").textContent = data.kolommen[kolom].kort[nummer];
    }
    for (const deel of figuur.querySelectorAll("[data-kolom]"))
      deel.hidden = deel.dataset.kolom !== data.kolommen[kolom].naam;
    beeld.setAttribute("aria-label", data.woorden.kaart.replace("{kolom}", titel));
    maat();
  }

  // Text, circles and textures keep their size on the screen, whatever the zoom.
  function maat({ width, height } = beeld.getBoundingClientRect()) {
    const pixel = Math.max(zicht.breed / width, (zicht.breed * HOOG) / BREED / height);
    if (!Number.isFinite(pixel) || pixel <= 0) return;
    beeld.style.setProperty("--px", pixel.toFixed(3));
    const grootst = Number(laag().style.getPropertyValue("--grootst") || Infinity);
    figuur.style.setProperty("--krimp", Math.min(1, grootst / pixel).toFixed(3));
    for (const patroon of figuur.querySelectorAll(".kaart-patroon"))
      patroon.setAttribute("patternTransform", `scale(${pixel.toFixed(3)})`);
    for (const label of laag().querySelectorAll(".kaart-label")) {
      const ruimte = label.dataset.ruimte / pixel;
      const tekens = label.querySelector(".waarde").textContent.length;
      label.classList.toggle("leeg", ruimte < Math.max(17, tekens * 5.8 + 2));
      label.classList.toggle("ruim", ruimte > Math.max(100, label.dataset.breed * 8.4));
      label.classList.toggle("zonder-naam", ruimte < Math.max(46, label.dataset.breed * 6.4 + 4));
    }
  }

  function toonZicht() {
    const hoog = (zicht.breed * HOOG) / BREED;
    zicht.x = Math.min(Math.max(zicht.x, 0), BREED - zicht.breed);
    zicht.y = Math.min(Math.max(zicht.y, 0), HOOG - hoog);
    beeld.setAttribute("viewBox", `${zicht.x.toFixed(1)} ${zicht.y.toFixed(1)} ${zicht.breed.toFixed(1)} ${hoog.toFixed(1)}`);
    beeld.classList.toggle("ingezoomd", zicht.breed < BREED);
    maat();
  }

  // Zoom by a factor around a point of the drawing, by default the middle of what shows.
  function zoom(factor, punt) {
    const hoog = (zicht.breed * HOOG) / BREED;
    const [x, y] = punt ?? [zicht.x + zicht.breed / 2, zicht.y + hoog / 2];
    const breed = Math.min(BREED, Math.max(BREED / VERSTE, zicht.breed / factor));
    const deel = breed / zicht.breed;
    zicht = { x: x - (x - zicht.x) * deel, y: y - (y - zicht.y) * deel, breed };
    toonZicht();
  }

  function opTekening(clientX, clientY) {
    const punt = new DOMPoint(clientX, clientY).matrixTransform(beeld.getScreenCTM().inverse());
    return [punt.x, punt.y];
  }

  // --- explanation and flows ---------------------------------------------------------------------------
  function stromen(veld, waarde) {
    for (const boog of figuur.querySelectorAll(".kaart-stromen .kaart-stroom"))
      boog.classList.toggle("toon", veld !== null && boog.dataset[veld] === waarde);
  }

  function stroomregels(kant, waarde) {
    return data.stromen.filter((stroom) => stroom[kant] === waarde).sort((een, ander) => ander[2] - een[2]).slice(0, 6)
      .map(([locatie, code, , personen]) => (kant === 0 ? data.woorden.voor : data.woorden.via)
        .replace("{locatie}", locatie).replace("{gemeente}", data.gemeenten[plaats.get(code)]?.[1] ?? code)
        .replace("{personen}", personen));
  }

  function leg(kop, regels, lijst, code, punt) {
    const titel = document.createElement("strong");
    titel.textContent = kop;
    tip.replaceChildren(titel, ...regels.map((regel) => {
      const p = document.createElement("div");
      p.textContent = regel;
      return p;
    }));
    if (lijst.length) {
      const ul = document.createElement("ul");
      ul.append(...lijst.map((regel) => {
        const li = document.createElement("li");
        li.textContent = regel;
        return li;
      }));
      tip.append(ul);
    }
    if (code && vanTikken) {
      const naar = document.createElement("a");
      naar.href = `#gemeente-${code}`;
      naar.textContent = data.woorden.naar_rij;
      tip.append(naar);
    }
    tip.hidden = false;
    const doos = vlak.getBoundingClientRect();
    const [x, y] = [punt[0] - doos.left, punt[1] - doos.top];
    const ver = { x: x + 16, y: y + 16 };
    if (ver.x + tip.offsetWidth > doos.width) ver.x = Math.max(0, x - tip.offsetWidth - 16);
    if (ver.y + tip.offsetHeight > doos.height) ver.y = Math.max(0, y - tip.offsetHeight - 16);
    tip.style.left = `${ver.x}px`;
    tip.style.top = `${ver.y}px`;
  }

  function wijsAan(deel, punt = midden(deel)) {
    sluit();
    const locatie = deel.dataset.locatie;
    if (locatie) {
      deel.classList.add("gekozen");
      stromen("van", locatie);
      const [code, tekst] = data.locaties[locatie];
      leg(locatie, [tekst], stroomregels(0, locatie), code, punt);
      return;
    }
    const code = deel.dataset.gemeente;
    const [, naam, regio] = data.gemeenten[plaats.get(code)];
    const { titel, waarden } = data.kolommen[kolom];
    aanwijzer.setAttribute("d", deel.firstElementChild.getAttribute("d"));
    stromen("naar", code);
    leg(naam, [regio, `${titel}: ${waarden[plaats.get(code)]}`], stroomregels(1, code), code, punt);
  }

  function sluit() {
    tip.hidden = true;
    aanwijzer.setAttribute("d", "");
    stromen(null);
    figuur.querySelectorAll(".kaart-locatie.gekozen").forEach((deel) => deel.classList.remove("gekozen"));
  }

  // --- keyboard: one stop in the order of the page, arrows within the map --------------------------------
  function zetHalte(deel) {
    delen().forEach((ander) => ander.setAttribute("tabindex", ander === deel ? "0" : "-1"));
  }

  function buur(van, richting) {
    const [x, y] = midden(van);
    let beste = null;
    let afstand = Infinity;
    for (const deel of delen()) {
      if (deel === van) continue;
      const [u, v] = midden(deel);
      const langs = (u - x) * richting[0] + (v - y) * richting[1];
      const opzij = Math.abs((u - x) * richting[1]) + Math.abs((v - y) * richting[0]);
      if (langs > 1 && langs >= opzij * 0.6 && langs + 2 * opzij < afstand) [beste, afstand] = [deel, langs + 2 * opzij];
    }
    return beste;
  }

  function inZicht(deel) {
    if (zicht.breed >= BREED) return;
    const [x, y] = opTekening(...midden(deel));
    const hoog = (zicht.breed * HOOG) / BREED;
    if (x > zicht.x && x < zicht.x + zicht.breed && y > zicht.y && y < zicht.y + hoog) return;
    zicht.x = x - zicht.breed / 2;
    zicht.y = y - hoog / 2;
    toonZicht();
  }

  const PIJLEN = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  beeld.addEventListener("keydown", (druk) => {
    if (druk.ctrlKey || druk.metaKey || druk.altKey) return;
    const deel = druk.target.closest("[data-gemeente], [data-locatie]");
    const pijl = PIJLEN[druk.key];
    if (pijl && druk.shiftKey) {
      zicht.x += pijl[0] * zicht.breed * 0.2;
      zicht.y += pijl[1] * zicht.breed * 0.2;
      toonZicht();
    } else if (pijl && deel) {
      const volgende = buur(deel, pijl);
      if (volgende) {
        zetHalte(volgende);
        inZicht(volgende);
        volgende.focus({ preventScroll: true });
      }
    } else if (druk.key === "+" || druk.key === "=") zoom(STAP, deel && opTekening(...midden(deel)));
    else if (druk.key === "-") zoom(1 / STAP);
    else if (druk.key === "0") zoom(1 / VERSTE);
    else if (druk.key === "Escape") sluit();
    else if ((druk.key === "Enter" || druk.key === " ") && deel?.dataset.locatie) wijsAan(deel);
    else return;
    druk.preventDefault();
  });
  // Not on the drawing itself: a browser would make that a stop of its own.
  vlak.addEventListener("focusin", (in_) => {
    const deel = in_.target.closest("[data-gemeente], [data-locatie]");
    if (deel) {
      zetHalte(deel);
      if (deel.matches(":focus-visible")) wijsAan(deel);
    }
  });
  vlak.addEventListener("focusout", (uit) => {
    if (!figuur.contains(uit.relatedTarget)) sluit();
  });

  // --- mouse and finger -----------------------------------------------------------------------------------
  const vingers = new Map();
  let geschoven = false;
  beeld.addEventListener("pointerdown", (punt) => {
    vanTikken = punt.pointerType === "touch";
    vingers.set(punt.pointerId, punt);
    geschoven = false;
  });
  addEventListener("pointermove", (punt) => {
    const eerder = vingers.get(punt.pointerId);
    if (!eerder) {
      const deel = punt.target instanceof Element && beeld.contains(punt.target) && punt.target.closest("[data-gemeente], [data-locatie]");
      if (punt.pointerType !== "mouse") return;
      vanTikken = false;
      if (deel) wijsAan(deel, [punt.clientX, punt.clientY]);
      else if (!tip.hidden && !tip.contains(punt.target) && !figuur.querySelector(".kaart-vlak :focus-visible")) sluit();
      return;
    }
    if (Math.hypot(punt.clientX - eerder.clientX, punt.clientY - eerder.clientY) < 4 && !geschoven) return;
    geschoven = true;
    beeld.classList.add("schuift");
    const ander = [...vingers.values()].find((vinger) => vinger.pointerId !== punt.pointerId);
    if (ander) {
      const was = Math.hypot(eerder.clientX - ander.clientX, eerder.clientY - ander.clientY);
      const is = Math.hypot(punt.clientX - ander.clientX, punt.clientY - ander.clientY);
      zoom(is / Math.max(was, 1), opTekening((punt.clientX + ander.clientX) / 2, (punt.clientY + ander.clientY) / 2));
    } else if (zicht.breed < BREED) {
      const [oudX, oudY] = opTekening(eerder.clientX, eerder.clientY);
      const [nieuwX, nieuwY] = opTekening(punt.clientX, punt.clientY);
      zicht.x -= nieuwX - oudX;
      zicht.y -= nieuwY - oudY;
      toonZicht();
    }
    vingers.set(punt.pointerId, punt);
    sluit();
  });
  for (const soort of ["pointerup", "pointercancel"])
    addEventListener(soort, (punt) => {
      vingers.delete(punt.pointerId);
      if (!vingers.size) beeld.classList.remove("schuift");
    });
  beeld.addEventListener("click", (klik) => {
    const deel = klik.target.closest("[data-gemeente], [data-locatie]");
    if (!deel || geschoven) {
      if (geschoven) klik.preventDefault();
      geschoven = false;
      return;
    }
    // A finger has no hovering: the first tap explains, the link in the explanation goes on.
    if (vanTikken || deel.dataset.locatie) {
      klik.preventDefault();
      wijsAan(deel, [klik.clientX, klik.clientY]);
    }
  });
  beeld.addEventListener("dragstart", (sleep) => sleep.preventDefault());
  beeld.addEventListener("wheel", (wiel) => {
    // The wheel alone scrolls the page.
    if (!wiel.ctrlKey && !wiel.metaKey) return;
    wiel.preventDefault();
    zoom(wiel.deltaY < 0 ? STAP : 1 / STAP, opTekening(wiel.clientX, wiel.clientY));
  }, { passive: false });
  figuur.addEventListener("keydown", (druk) => druk.key === "Escape" && sluit());

  // --- controls ---------------------------------------------------------------------------------------------
  bediening.addEventListener("change", ({ target }) => {
    sluit();
    if (target.matches(".kaart-kolom")) {
      kolom = Number(target.value);
      kleur();
    } else if (target.name === "kaart-vorm") {
      lagen.forEach((g) => g.classList.toggle("verborgen", g.dataset.vorm !== target.value));
      zetHalte(delen()[0]);
      maat();
    } else if (target.dataset.laat === "locaties") beeld.classList.toggle("zonder-locaties", !target.checked);
    else if (target.dataset.laat === "stromen") beeld.classList.toggle("met-stromen", target.checked);
    else if (target.dataset.laat === "patronen") figuur.classList.toggle("effen", !target.checked);
  });
  bediening.addEventListener("click", ({ target }) => {
    const doe = target.closest("button")?.dataset.doe;
    if (doe) zoom({ in: STAP, uit: 1 / STAP, heel: 1 / VERSTE }[doe]);
  });

  figuur.querySelectorAll(".kaart-locatie").forEach((deel) => deel.setAttribute("role", "button"));
  bediening.hidden = false;
  figuur.querySelector(".kaart-toetsen").hidden = false;
  zetHalte(delen()[0]);
  new ResizeObserver(() => maat()).observe(beeld);
  // On paper the drawing is as wide as A4 within its margins, and as high as the style allows.
  addEventListener("beforeprint", () => maat({ width: 670, height: 605 }));
  addEventListener("afterprint", () => maat());
}

document.querySelectorAll("figure[data-kaart]").forEach(maakKaart);
