"""1EdTech CASE 1.0 and 1.1: packages of competency frameworks in and out, and over HTTP."""
