"""The assistant: one LangGraph graph that plans, asks and acts on a workspace."""
