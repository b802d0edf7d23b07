/** Label names to values, as in Prometheus. Made with `Object.fromEntries`, because a label may be called `__proto__`. */
export type Labels = Readonly<Record<string, string>>;
