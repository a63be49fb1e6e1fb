"""The program looked at as a whole: is it well?"""
