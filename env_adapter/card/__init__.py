"""The environment's card: what is measured about it, and what of that is a promise.

`majordomo card` plays the policies and puts the parts together; the parts are here, because they
look at what a day hides. Policies that are a graph come in from outside.
"""
