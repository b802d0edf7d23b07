// Stands for @grafana/assistant, which @grafana/flamegraph names for a button that is not shown here.
export const OpenAssistantButton = () => null;
export const createAssistantContextItem = () => ({});
export const isAssistantAvailable = () => false;
export const useAssistant = () => ({});
