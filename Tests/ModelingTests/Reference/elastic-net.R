# Reference values of ElasticNetTests.swift and the fixture elastic-net.csv: R 4.2.2, glmnet 4.1-6.
# Run: Rscript elastic-net.R > ../Fixtures/elastic-net.csv, in this folder; what tests hold themselves
# goes to standard error.
library(glmnet)
options(digits = 17)
set <- as.matrix(read.csv(text = system("python3 sets.py sparse", intern = TRUE), header = FALSE))
x <- set[, 1:30]
y <- set[, 31]
w <- set[, 32]
fold <- set[, 33] + 1
note <- function(name, values) {
  cat(name, paste0(format(unname(values), digits = 17), ","), "\n", file = stderr())
}
# A free column, and one that is three times as dear as the others.
factors <- c(rep(1, 3), 0, rep(1, 3), 3, rep(1, 22))
path <- function(alpha, weights = rep(1, nrow(x)), penalty.factor = rep(1, 30), ...) {
  glmnet(x, y, "binomial", weights, alpha = alpha, nlambda = 40, lambda.min.ratio = 0.01,
    thresh = 1e-15, maxit = 1e8, penalty.factor = penalty.factor, ...)
}
fits <- list(
  lasso = path(1), half = path(0.5), ridge = path(0), weighted = path(0.9, w),
  dearer = path(0.7, penalty.factor = factors))
cat("case,lambda,intercept,", paste0("x", 1:30, collapse = ","), "\n", sep = "")
for (name in names(fits)) {
  fit <- fits[[name]]
  for (k in seq(4, 40, 6)) {
    numbers <- formatC(c(fit$lambda[k], fit$a0[k], fit$beta[, k]), digits = 12, format = "g")
    cat(name, trimws(numbers), sep = ",")
    cat("\n")
  }
}
for (name in c("lasso", "half", "weighted")) {
  alpha <- c(lasso = 1, half = 0.5, weighted = 0.9)[name]
  weights <- if (name == "weighted") w else rep(1, nrow(x))
  # Without the path's own lambda each fold would have others, and its losses be interpolated.
  cv <- cv.glmnet(x, y, weights, family = "binomial", alpha = alpha, foldid = fold,
    lambda = fits[[name]]$lambda, thresh = 1e-15, maxit = 1e8)
  note(name, c(cv$lambda.min, cv$lambda.1se))
  k <- c(1, 10, 20, 30, 40)
  note("log loss", cv$cvm[k] / 2)
  note("its error", cv$cvsd[k] / 2)
}
chosen <- which(fits$lasso$beta[, 10] != 0)
note("chosen", chosen - 1)
note("relaxed", coef(glm(y ~ x[, chosen], binomial, control = glm.control(1e-15, 100))))
