// The icons of bootstrap-italia that are used; build.mjs takes these, and no others, out of its set.
export const iconNames = [
  "arrow-down-triangle", "arrow-left", "arrow-right", "arrow-up-triangle", "calendar", "check-circle", "chart-line", "close",
  "code-circle", "download", "error", "files", "folder", "inbox", "info-circle", "key", "locked", "logout", "map-marker", "pa",
  "pencil", "print", "refresh", "search", "settings", "user", "warning-circle", "wifi",
] as const;
export type IconName = (typeof iconNames)[number];
