// Statements, results and COPY over libpq, safely.
