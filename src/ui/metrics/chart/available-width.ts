import { createContext } from 'react';

/** How wide a letter of the header's small text is on average, by estimate. */
export const GLYPH_PX = 7;

/** What a chart's header has left beside its title for what stands in it, in CSS pixels; outside of a chart there is enough. */
export const AvailableWidth = createContext(Infinity);
