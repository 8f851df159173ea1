// What 1280 pixels show at 200 %: half as many, of twice the size. In English, as narrow_test.mjs is in Italian.
import { testEveryPage } from "./in_sight.mjs";

testEveryPage("inEnglish", { width: 640, height: 450, deviceScaleFactor: 2, locale: "en-GB" });
