// The frame of every page: who is logged in, where one may go, whether the server is reached.
import type { ComponentType } from "preact";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAskedCatalogue } from "./api/asked_catalogue";
import { Changes } from "./api/changes";
import { ask, watchReach, watchRefusal, type Reach } from "./api/client";
import { clearDrafts, openDrafts } from "./api/drafts";
import { AskedContext, ChangesContext } from "./api/questions";
import { SessionContext, type Session } from "./api/session";
import { Calls } from "./parts/calls";
import { Icon } from "./parts/icon";
import { linkTo, useRoute, type Route } from "./route";
import { Login } from "./screens/login/login";
import { screens } from "./screens/screens";
import Statement from "./screens/statement/statement";
import { appWords } from "./words/app_words";
import { CatalogueContext } from "./words/catalogue";
import { LabelContext, noLabels, type Labels } from "./words/labels";
import { LanguageContext, sayIn, useWords, type Language } from "./words/language";

export function App() {
  const [language, setLanguage] = useState<Language>(navigator.language.startsWith("en") ? "en" : "it");
  const [session, setSession] = useState<Session | null>(null);
  const [labels, setLabels] = useState<Labels>(noLabels);
  const [wasOver, setOver] = useState(false);
  const route = useRoute();
  const changes = useMemo(() => (session ? new Changes(session.token) : null), [session]);
  useEffect(() => () => changes?.end(), [changes]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const logOut = useCallback((isOver: boolean) => {
    setSession(null);
    setOver(isOver);
    if (isOver) return; // who logs in again finds the same page, and what they were writing
    clearDrafts();
    location.hash = "#/";
  }, []);
  const logIn = useCallback((one: Session) => {
    setOver(false);
    openDrafts(one.subject);
    setSession(one);
    ask<Labels>("/labels").then(setLabels, () => setLabels(noLabels));
    if (routeName() === "") location.hash = linkTo(screens.find((screen) => screen.title !== null && screen.isFor(one))?.name ?? "operation");
  }, []);
  useEffect(() => {
    if (!session) return;
    const timer = setTimeout(() => logOut(true), Math.min(session.seconds_left * 1000, 2 ** 31 - 1));
    const forget = watchRefusal(() => logOut(true));
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [session]);

  return (
    <LanguageContext.Provider value={language}>
      <LabelContext.Provider value={labels}>
        <ChangesContext.Provider value={changes}>
          <SessionContext.Provider value={session}>
            <Frame session={session} route={route} turnLanguage={() => setLanguage(language === "it" ? "en" : "it")} logOut={() => logOut(false)}>
              {route.screen === "statement" ? (
                <Statement />
              ) : session ? (
                <Named>
                  <Shown route={route} session={session} />
                </Named>
              ) : (
                <Login logIn={logIn} note={wasOver ? sayIn(language, appWords, "over") : ""} />
              )}
            </Frame>
          </SessionContext.Provider>
        </ChangesContext.Provider>
      </LabelContext.Provider>
    </LanguageContext.Provider>
  );
}

/** Everything inside is named as the authority's own sheets do. */
function Named({ children }: { children: preact.ComponentChildren }) {
  return <CatalogueContext.Provider value={useAskedCatalogue()}>{children}</CatalogueContext.Provider>;
}

function routeName(): string {
  return location.hash.replace(/^#\/?/, "");
}

interface FrameProps {
  session: Session | null;
  route: Route;
  turnLanguage: () => void;
  logOut: () => void;
  children: preact.ComponentChildren;
}

function Frame({ session, route, turnLanguage, logOut, children }: FrameProps) {
  const say = useWords(appWords);
  const [asked, setAsked] = useState<string[]>([]);
  const tellAsked = useCallback(
    (path: string, isThere: boolean) => setAsked((was) => (isThere ? [...was.filter((one) => one !== path), path] : was.filter((one) => one !== path))),
    [],
  );
  const content = useRef<HTMLElement>(null);
  const title = screens.find((one) => one.name === route.screen)?.title;
  useEffect(() => {
    document.title = title ? `${say(title)} · fascicolo` : "fascicolo";
  }, [title, say("work")]);
  // Who hears the page is told that another one came.
  // At once, so that what a page itself gives the keyboard to comes after it.
  useLayoutEffect(() => {
    content.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [route.screen, route.rest.join("/")]);
  return (
    <AskedContext.Provider value={tellAsked}>
      <div class="frame">
        <div class="skiplinks">
          <button type="button" class="visually-hidden-focusable" onClick={() => content.current?.focus()}>
            {say("skip")}
          </button>
        </div>
        <header class="topbar">
          <div class="container-xxl inner">
            <a class="brand" href="#/">
              {say("product")}
            </a>
            {session && (
              <span>
                <Icon name="user" /> {session.subject}
              </span>
            )}
            <button type="button" onClick={turnLanguage} lang={say("otherLanguage") === "English" ? "en" : "it"}>
              {say("otherLanguage")}
            </button>
            {session && (
              <button type="button" onClick={logOut}>
                {say("logOut")}
              </button>
            )}
          </div>
        </header>
        <Reached />
        {session && (
          <nav class="screens" aria-label={say("screens")}>
            <div class="container-xxl">
              <ul>
                {screens.map(
                  (one) =>
                    one.title &&
                    one.isFor(session) && (
                      <li key={one.name}>
                        <a href={linkTo(one.name)} aria-current={route.screen === one.name ? "page" : undefined}>
                          {say(one.title)}
                        </a>
                      </li>
                    ),
                )}
              </ul>
            </div>
          </nav>
        )}
        <main ref={content} tabIndex={-1} class="container-xxl py-4">
          {children}
        </main>
        <Calls paths={asked} />
        <footer class="container-xxl py-3 muted">
          <a href={linkTo("statement")}>{say("statement")}</a>
        </footer>
      </div>
    </AskedContext.Provider>
  );
}

function Reached() {
  const say = useWords(appWords);
  const [reach, setReach] = useState<Reach>("reached");
  useEffect(() => watchReach(setReach), []);
  return (
    <div role="status" class={reach === "unreached" ? "lost" : ""}>
      {reach === "unreached" && (
        <div class="container-xxl">
          <Icon name="wifi" /> {say("lost")}
        </div>
      )}
    </div>
  );
}

function Shown({ route, session }: { route: Route; session: Session }) {
  const say = useWords(appWords);
  const [drawn, setDrawn] = useState<{ name: string; Screen: ComponentType<{ route: Route }> } | null>(null);
  const wanted = screens.find((one) => one.name === route.screen && one.isFor(session));
  useEffect(() => {
    let isOld = false;
    wanted?.load().then((one) => {
      if (!isOld) setDrawn({ name: wanted.name, Screen: one.default });
    });
    return () => {
      isOld = true;
    };
  }, [wanted]);
  if (!wanted) return <p role="alert">{say("noScreen")}</p>;
  return drawn?.name === wanted.name ? <drawn.Screen route={route} /> : null;
}
