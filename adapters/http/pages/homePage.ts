import { Effect, Layer } from "effect"
import { HttpRouter, HttpServerResponse } from "effect/http"
import type { Language } from "../../../domain/shared/Language.ts"
import { homeScript } from "./homeScript.ts"
import { page } from "./page.ts"
import { pageLanguage } from "./pageLanguage.ts"
import { siteIcon, siteStyle } from "./siteStyle.ts"

/**
 * The page for a person. It is the same for everybody and knows no company: its script asks the API, from the
 * browser, with the key that the person gives (or that came in the address's fragment, which no server sees).
 */
export const homePage = Layer.mergeAll(
  HttpRouter.add(
    "GET",
    "/",
    Effect.map(pageLanguage, (language) =>
      page({ language, title: "AZALSCORE", body: body(language), script: "/assets/home.js" })
    )
  ),
  HttpRouter.add(
    "GET",
    "/assets/home.js",
    HttpServerResponse.text(homeScript, { contentType: "text/javascript; charset=utf-8" })
  ),
  HttpRouter.add(
    "GET",
    "/assets/site.css",
    HttpServerResponse.text(siteStyle, { contentType: "text/css; charset=utf-8" })
  ),
  HttpRouter.add(
    "GET",
    "/assets/icon.svg",
    HttpServerResponse.text(siteIcon, { contentType: "image/svg+xml" })
  )
)

const body = (language: Language) => {
  const text = texts[language]
  return `    <header>
      <p class="brand">AZALSCORE</p>
      <nav aria-label="${text.languages}">
        <a href="/?lang=fr" lang="fr" hreflang="fr"${language === "fr" ? ' aria-current="true"' : ""}>Français</a>
        <a href="/?lang=en" lang="en" hreflang="en"${language === "en" ? ' aria-current="true"' : ""}>English</a>
      </nav>
    </header>
    <main>
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>

      <section aria-labelledby="running">
        <h2 id="running">${text.running}</h2>
        <dl id="state" aria-live="polite">
          <div><dt>${text.api}</dt><dd id="api">…</dd></div>
          <div><dt>${text.database}</dt><dd id="database">…</dd></div>
        </dl>
      </section>

      <section aria-labelledby="company">
        <h2 id="company">${text.company}</h2>
        <form id="open">
          <label for="key">${text.key}</label>
          <div class="row">
            <input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required
              placeholder="azk_…" aria-describedby="key-help" />
            <button>${text.show}</button>
          </div>
          <p id="key-help" class="help">${text.keyHelp}</p>
        </form>
        <p id="problem" role="alert" hidden></p>
        <div id="books" aria-live="polite" hidden></div>
        <noscript><p>${text.noScript}</p></noscript>
      </section>

      <section aria-labelledby="developers">
        <h2 id="developers">${text.developers}</h2>
        <ul class="links">
          <li><a href="/docs">${text.docs}</a><span>${text.docsHelp}</span></li>
          <li><a href="/openapi.json">${text.contract}</a><span>${text.contractHelp}</span></li>
          <li><a href="/problems">${text.problems}</a><span>${text.problemsHelp}</span></li>
        </ul>
      </section>
    </main>`
}

const texts = {
  fr: {
    languages: "Langue",
    title: "La gestion des PME françaises, côté serveur",
    lead: "Comptabilité, relevés bancaires et FEC pour des sociétés qui partagent ce service sans jamais se voir.",
    running: "Ce qui tourne",
    api: "API",
    database: "Base de données",
    company: "Les comptes d'une société",
    key: "Clé d'API de la société",
    show: "Afficher",
    keyHelp:
      "« npm start » affiche les clés de démonstration. La clé reste dans cet onglet : elle ne sert qu'à interroger ce service.",
    noScript: "Cette partie demande JavaScript ; l'API répond aussi sans cette page.",
    developers: "Pour les développeurs",
    docs: "Documentation interactive",
    docsHelp: "chaque opération, avec un exemple et ses erreurs",
    contract: "Contrat OpenAPI 3.1",
    contractHelp: "pour produire un client",
    problems: "Problèmes",
    problemsHelp: "ce que signifie chaque erreur, et que faire"
  },
  en: {
    languages: "Language",
    title: "The back end of French small companies",
    lead: "Accounting, bank statements and FEC for companies that share this service and never see each other.",
    running: "What runs",
    api: "API",
    database: "Database",
    company: "The books of a company",
    key: "API key of the company",
    show: "Show",
    keyHelp:
      '"npm start" prints the demo keys. The key stays in this tab: it is used for this service alone.',
    noScript: "This part needs JavaScript; the API answers without this page too.",
    developers: "For developers",
    docs: "Interactive reference",
    docsHelp: "every operation, with an example and its errors",
    contract: "OpenAPI 3.1 contract",
    contractHelp: "to generate a client from",
    problems: "Problems",
    problemsHelp: "what each error means, and what to do"
  }
} as const
