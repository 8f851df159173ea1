/** Where the icons are: put in by build.mjs. */
declare const ICONS: string;
declare module "*.css";
