# Reference values of CalibrationMapTests.swift and AUCReferenceTests.swift: R 4.2.2, pROC 1.18.0.
# Run: Rscript evaluation.R, in this folder.
suppressMessages(library(pROC))
options(digits = 17)
note <- function(name, values) {
  cat(name, paste0(format(unname(values), digits = 17), ","), "\n")
}
set <- read.csv(text = system("python3 sets.py general", intern = TRUE), header = FALSE)
names(set) <- c(paste0("x", 1:5), "y", "w")
area <- function(score) roc(set$y, score, direction = "<", quiet = TRUE)
# The second score has ties: 41 levels.
first <- area(set$x3)
second <- area(round(20 * set$x2))
for (curve in list(first, second)) note("area", c(auc(curve), sqrt(var(curve))))
test <- roc.test(first, second, method = "delong", paired = TRUE)
note("paired", c(auc(first) - auc(second), test$p.value, test$conf.int))

steps <- rle(isoreg(set$x3, set$y)$yf)
note("isotonic rows", steps$lengths)
note("isotonic chances", steps$values)
p <- (0.1 + set$x3 / 300)^2 / 20
note("map", coef(glm(set$y ~ qlogis(p), binomial, control = glm.control(1e-15, 100))))
